"""Pieces that pastes are mixed of, and what holds of whatever is made of them."""

from kehoach_desktop.domain.outline import is_lawful
from kehoach_desktop.domain.text import clean
from kehoach_desktop.ingest.pasted import Pasted

PIECES = [
    *(
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i>",
        "<ol type=I>",
        "<ol>",
        "</ol>",
        "<ul>",
        "</ul>",
        "<li>",
        "</li>",
        "<br>",
    ),
    *(
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<!--",
        "-->",
        "<![if !supportLists]>",
        "<![endif]>",
        "<h1>",
    ),
    *(
        "</h1>",
        "<span style='mso-list:Ignore'>",
        "</span>",
        "<style>",
        "</style>",
        "<pre>",
        "<",
        ">",
        "&",
        "&#0;",
    ),
    *(
        "I. ",
        "1. ",
        "1.1. ",
        "a) ",
        "- ",
        "+ ",
        "Căn cứ ",
        "chữ",
        "đ",
        "\u0301",
        "\xad",
        "\n",
        "\t",
        "\0",
        "😀",
        "'",
    ),
    *(
        "\ud800",
        '"',
        "<p style='",
        "<font face='.VnTime'>",
        "&nbsp;",
        "<img src=x>",
        "<p hidden>",
        "như sau:",
        "1",
    ),
]


def check(pasted: Pasted) -> None:
    """Assert that a paste's items are ones a plan can hold."""
    head = next((n for n, item in enumerate(pasted.items) if item.level != "basis"), len(pasted.items))
    assert is_lawful(pasted.items[head:])
    assert 0 <= pasted.lead <= len(pasted.items)
    for item in pasted.items:
        assert item.text
        assert item.text == clean(item.text)
        assert all(0 <= low < high <= len(item.text) for low, high, _ in item.marks)
