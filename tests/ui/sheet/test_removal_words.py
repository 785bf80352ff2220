"""Taking rows out is called by what goes: rows, whole contents, or the whole appendix."""

import pytest
from sheet_hands import CONTENT, FORM, NOTE


@pytest.mark.parametrize(
    ("top", "bottom", "words"),
    [
        (0, 0, "Xóa dòng"),
        (3, 4, "Xóa 2 dòng"),
        (2, 2, "Xóa nội dung"),
        (0, 1, "Xóa nội dung"),
        (0, 2, "Xóa 2 nội dung"),
        (1, 2, "Xóa 1 nội dung, 1 dòng"),
        (0, 6, "Xóa cả phụ lục, 4 nội dung"),
    ],
)
def test_it_is_called_by_what_goes(hands, top, bottom, words) -> None:
    hands.choose(top, FORM, bottom, NOTE)
    hands.do("remove")
    assert hands.workbench.stack.undoText() == words


def test_a_content_chosen_by_its_cell_goes_as_a_content(hands) -> None:
    hands.go(3, CONTENT)
    hands.do("remove")
    assert len(hands.shape) == 3
    assert hands.workbench.stack.undoText() == "Xóa nội dung"
