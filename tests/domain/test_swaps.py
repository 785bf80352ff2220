from kehoach_desktop.domain.swaps import Swap, moved_marks, swapped


def test_bold_and_italic_stay_on_the_same_words():
    text = "Số 12 ngày 05/01/2024 năm 2024 hết"
    swaps = (Swap(3, 5, "…"), Swap(26, 30, "2025"))
    assert swapped(text, swaps) == "Số … ngày 05/01/2024 năm 2025 hết"
    marks = ((0, 2, "bold"), (22, 30, "italic"), (26, 28, "bold"), (31, 34, "bold"), (3, 5, "italic"))
    after = swapped(text, swaps)
    found = [(after[start:end], kind) for start, end, kind in moved_marks(marks, swaps)]
    assert found == [("Số", "bold"), ("năm 2025", "italic"), ("20", "bold"), ("hết", "bold"), ("…", "italic")]


def test_a_mark_on_words_taken_out_goes():
    assert moved_marks(((0, 4, "bold"),), (Swap(0, 4, ""),)) == ()
