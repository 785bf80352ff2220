"""A proof knows where each letter is printed, draws only the pages asked for and forgets nothing."""

import io
import itertools
from dataclasses import replace

import pdfplumber
import pytest
from printed_letters import x_of

from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.export.document import plan_document
from kehoach_desktop.export.pdf import write_pdf
from kehoach_desktop.export.pdf.memory import Memory
from kehoach_desktop.export.pdf.proof import Proof

ODD = {
    "blanks": "  Hai  dấu   cách\u00a0liền và \t tab ở cuối  ",
    "marks apart": "Tie\u0302\u0301ng Vie\u0323\u0302t go\u0303 ro\u031b\u0300i dấu",
    "unseen": "Chữ\u200b có\ufeff dấu\u00ad ẩn",
    "long word": "https://dichvucong.gov.vn/" + "thu-tuc/" * 30 + "het",
    "lines": "Dòng một\nDòng hai",
    "nothing": "",
}


def prove(plan, pages=None, memory=None):
    """Return the proof and what pdfplumber finds on each page, letter by letter."""
    proof, file = Proof(pages, memory), io.BytesIO()
    write_pdf(plan_document(plan), file, None, proof)
    with pdfplumber.open(file) as pdf:
        return proof, [page.chars for page in pdf.pages]


def letters_at(places, chars):
    """Yield (expected letter, letter found at the place) for every printed letter of the items."""
    for place in places:
        on_line = [c for c in chars[place.page] if place.top < (c["top"] + c["bottom"]) / 2 < place.bottom]
        for offset in range(place.first, place.last):
            letter = place._text[offset]
            if not letter.isspace():
                x = x_of(place, offset)
                found = min(on_line, key=lambda c, x=x: (abs(c["x0"] - x), c["text"].isspace()))
                assert abs(found["x0"] - x) < 0.2, (letter, place)
                yield letter, found["text"]


def test_every_letter_is_where_its_place_says(plan) -> None:
    proof, chars = prove(plan)
    places = [place for place in proof.places() if place.item]
    assert {place.page for place in places} == set(range(len(chars) - 1))  # the appendix has none
    pairs = list(letters_at(places, chars))
    assert len(pairs) > 4000
    sections = {item.id for item in plan.body if item.level is Level.SECTION}
    assert sections <= {place.item for place in places}
    assert [want.upper() for want, _ in pairs] == [got.upper() for _, got in pairs]


def test_the_lines_of_an_item_are_its_whole_text(plan) -> None:
    places = prove(plan)[0].places()
    document = plan_document(plan)
    for item in (*document.preamble, *document.body):
        own = [place for place in places if place.item == item.id]
        assert own[0].first == 0
        assert own[-1].last == len(item.text)
        for one, following in itertools.pairwise(own):
            assert item.text[one.last : following.first] == " "


def test_a_letter_is_found_again_at_its_x(plan) -> None:
    for place in prove(plan)[0].places():
        for offset in range(place.first, place.last):
            if place.item and not place._text[offset].isspace():
                assert place.offset_at(x_of(place, offset) + 0.1) == offset
        assert place.offset_at(-100) == place.first
        assert place.offset_at(10_000) == place.last


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_text_keeps_its_places(plan, text) -> None:
    items = (Item(Level.SECTION, "Một"), Item(Level.CLAUSE, text, 1), Item(Level.SECTION, "Hai"))
    own = [place for place in prove(replace(plan, body=items))[0].places() if place.item == items[1].id]
    assert own
    assert own[0].first == 0
    assert own[-1].last == len(text)
    for place in own:
        xs = [x_of(place, offset) for offset in range(place.first, place.last + 1)]
        assert xs == sorted(xs)
        assert place.left <= xs[0] <= xs[-1] <= place.right + 0.01


def test_the_last_text_ends_where_it_is_typed(plan) -> None:
    last = [place for place in prove(plan)[0].places() if place.item == plan.body[-1].id][-1]
    assert last._text.endswith("./.")
    assert x_of(last, last.last) == pytest.approx(last.right, abs=0.1)


def test_particulars_have_their_places(plan) -> None:
    proof, _ = prove(plan)
    facts = {place.fact: place for place in proof.places() if place.fact}
    expected = {"superior", "issuer", "number", "date", "subject", "recipients", "signature.name"}
    assert expected <= facts.keys()
    assert facts["date"].left > facts["number"].left
    assert facts["subject"].page == 0


def test_only_the_pages_wanted_are_drawn_and_all_places_known(plan) -> None:
    whole, _ = prove(plan)
    part, chars = prove(plan, frozenset({1}))
    assert [bool(page) for page in chars] == [number == 1 for number in range(len(chars))]
    assert part.sizes == whole.sizes
    assert part.places() == whole.places()


def test_what_is_remembered_prints_the_same(plan) -> None:
    memory = Memory()
    prove(plan, memory=memory)
    items = list(plan.body)
    items[3] = replace(items[3], text="Một câu khác, ngắn.")
    changed = replace(plan, body=tuple(items[:1] + items[2:]))  # numbers move on too
    memory.turn()
    again, chars = prove(changed, memory=memory)
    fresh, fresh_chars = prove(changed)
    assert again.places() == fresh.places()
    assert [[c["text"] for c in page] for page in chars] == [[c["text"] for c in p] for p in fresh_chars]


def test_what_is_no_longer_printed_is_forgotten(plan) -> None:
    memory = Memory()
    for number in range(5):
        memory.turn()
        prove(replace(plan, body=(Item(Level.PARAGRAPH, f"Lần {number}"),)), memory=memory)
    kept = [key for key in memory.lines._now | memory.lines._last if "Lần" in str(key)]
    assert len(kept) == 2
    assert len(memory.spans._now) <= 4
