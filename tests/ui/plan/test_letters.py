"""Letters counted and carried between items, documents and the clipboard."""

from kehoach_desktop.ui.plan.letters import code_points, shown_text, typed_text, units


def test_offsets_count_letters_not_units() -> None:
    text = "a😀b😀"
    assert [units(text, n) for n in range(5)] == [0, 1, 3, 4, 6]
    assert [code_points(text, n) for n in (0, 1, 3, 4, 6)] == [0, 1, 2, 3, 4]


def test_letters_a_document_cannot_hold_are_shown_as_it_can() -> None:
    assert shown_text("a\nb\u2029c") == "a\u2028b\u2028c"
    assert typed_text("a\u2028be\u0302\x07") == "a\nbê"
