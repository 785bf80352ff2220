"""What nobody should give the page, given to it: it answers, keeps the text, and stays lawful."""

import json
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.outline import is_lawful
from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.ingest.plan_json import parse_plan

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
ANSWERS_S = 10.0  # a hang, not a speed: a text laid out letter by letter anew would take minutes


def timed(work) -> float:
    start = time.perf_counter()
    work()
    QApplication.processEvents()
    return time.perf_counter() - start


def test_a_paragraph_of_100000_letters_is_typed_in(hands_on, small) -> None:
    text = "đường phố sạch đẹp " * 5300
    body = (Item(Level.SECTION, "Một"), Item(Level.PARAGRAPH, text, 1), Item(Level.SECTION, "Hai"))
    hands = hands_on(replace(small, preamble=(), body=body))
    hands.go(1, 50_000)
    assert timed(lambda: hands.type("mới")) < ANSWERS_S
    assert timed(hands.page.flush) < ANSWERS_S
    assert hands.workbench.plan.body[1].text == text[:50_000] + "mới" + text[50_000:]
    assert timed(lambda: hands.press(Key.Key_Return, text="\r")) < ANSWERS_S
    assert [len(item.text) for item in hands.workbench.plan.body] == [3, 50_003, len(text) - 50_000, 3]
    for _ in range(2):
        assert timed(lambda: hands.press(Key.Key_Z, CTRL)) < ANSWERS_S
    assert hands.workbench.plan.body[1].text == text
    hands.shape()


def test_a_megabyte_of_items_is_worked_on(hands_on, small) -> None:
    body = tuple(
        Item(
            Level.SECTION if n % 20 == 0 else Level.BULLET,
            f"Số {n} " + "về việc tổ chức " * 20,
            int(n % 20 > 0),
        )
        for n in range(3300)
    )
    assert sum(len(item.text) for item in body) > 1_000_000
    hands = hands_on(replace(small, preamble=(), body=body))
    hands.go(1700, 3)
    for work in (
        lambda: hands.type("mới"),
        hands.page.live_plan,
        hands.page.flush,
        lambda: hands.press(Key.Key_Return, text="\r"),
        lambda: hands.press(Key.Key_Tab, text="\t"),
        lambda: hands.page.set_zoom(150),
        hands.page.undo_last,
    ):
        assert timed(work) < ANSWERS_S
    hands.shape()
    hands.press(Key.Key_A, CTRL)
    assert timed(lambda: hands.type("x")) < ANSWERS_S
    assert hands.shape() == ["section 0 x"]
    assert timed(hands.page.undo_last) < ANSWERS_S
    hands.shape()
    assert len(hands.workbench.plan.body) == 3301


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x07b", "ab"),
        ("a\x00b", "ab"),
        ("\x1b[31m", "[31m"),
        ("a\u2028b", "a\nb"),
        ("a\ufdd0b", "a|b"),  # Qt parts the paragraph there
        ("\ufeffab", "ab"),
        ("a\ufffcb", "a\ufffcb"),
    ],
)
def test_control_characters_from_an_input_method_are_no_text(hands, text: str, kept: str) -> None:
    hands.go(7, -1)
    hands.compose(["a"], text)
    hands.shape()
    texts = [item.text for item in hands.workbench.plan.body[5:]]
    assert "|".join(texts) == f"Tổ chức thực hiện{kept}"
    assert parse_plan(plan_to_json(hands.workbench.plan)).body == hands.workbench.plan.body


@pytest.mark.parametrize("key", ["\x07", "\x1b", "\x7f", "\x00"])
def test_control_keys_type_nothing(hands, key: str) -> None:
    hands.go(4, 0, to=(5, 2))
    hands.press(Key.Key_unknown, text=key)
    assert hands.workbench.stack.count() == 0
    assert len(hands.shape()) == 6


@pytest.mark.parametrize("text", ["😀", "人民委員會", "👨\u200d👩\u200d👧", "🇻🇳", "𠮷", "ẫ"])
def test_emoji_and_chinese_are_letters(hands, text: str) -> None:
    hands.go(4, 5)
    hands.paste(text)
    hands.type("x")
    assert hands.shape()[2] == f"point 2 Đúng {text}xquy định;"
    assert hands.page.caret_place()[1] == 5 + len(text) + 1
    hands.press(Key.Key_Backspace)
    hands.press(Key.Key_Left, SHIFT)
    hands.press(Key.Key_Delete)  # one letter as the eye sees it
    hands.shape()
    kept = hands.workbench.plan.body[2].text
    assert kept.startswith("Đúng ")
    assert kept.endswith("quy định;")
    assert len(kept) < len(f"Đúng {text}quy định;")
    kept.encode("utf-8")  # no half of a letter is left
    hands.go(4, 5)
    hands.press(Key.Key_Return, text="\r")
    assert hands.shape()[2] == "point 2 Đúng "


def nested(depth: int) -> str:
    level = {"level": "section", "text": "Mục", "children": []}
    root = level
    kinds = ["clause", "point", "bullet", "paragraph", "section"]
    for number in range(depth):
        child = {"level": kinds[number % 5], "text": f"Bậc {number}", "children": []}
        level["children"].append(child)
        level = child
    return json.dumps(root)


def test_200_levels_in_a_file_are_refused_with_a_sentence(small) -> None:
    document = json.loads(plan_to_json(replace(small, body=())))
    document["plan"]["body"] = [json.loads(nested(200))]
    with pytest.raises(UserError, match="không đứng được dưới"):
        parse_plan(json.dumps(document))


def test_200_levels_are_mended_with_the_first_edit(hands_on, small) -> None:
    body = tuple(Item(Level.BULLET, f"Bậc {n}", n) for n in range(200))
    hands = hands_on(replace(small, preamble=(), body=body))
    hands.go(100, 0)
    hands.type("x")
    hands.shape()
    hands.press(Key.Key_Return, text="\r")
    hands.shape()
    assert is_lawful(hands.workbench.plan.body)
    hands.page.undo_last()
    hands.page.undo_last()
    assert hands.workbench.plan.body == body
