"""What a file may be called: typed names that Windows would not keep are told of, made ones are mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.file_names import (
    LONGEST_NAME,
    cut,
    fault_of,
    fitted,
    is_fit,
    is_reserved,
    mended,
    numbered,
)
from kehoach_desktop.domain.text import clean

RESERVED = ["CON", "prn", "Aux", "NUL", "COM1", "com9", "COM¹", "com²", "LPT³", "lpt0", "CONIN$", "conout$"]


@pytest.mark.parametrize("name", [*RESERVED, *(f"{name}.pdf" for name in RESERVED), "nul .tar.gz"])
def test_names_of_devices_are_none_for_files(name):
    assert is_reserved(name)
    assert not is_fit(name)
    assert "dành cho thiết bị" in fault_of(name)


@pytest.mark.parametrize(
    "name", ["Console.pdf", "com.pdf", "Báo cáo CON.pdf", "lpt10", "KH 2026 (số 05).pdf"]
)
def test_names_like_those_are_fine(name):
    assert not is_reserved(name)
    assert is_fit(name)
    assert fault_of(name) == ""


@pytest.mark.parametrize("sign", ':?*"<>|')
def test_a_sign_that_windows_refuses_is_named(sign):
    sentence = fault_of(f"Báo cáo{sign} quý I.pdf")
    assert f"có ký tự {sign} mà Windows không cho đặt" in sentence


def test_what_cannot_be_seen_is_not_printed():
    assert "ký tự điều khiển" in fault_of("a\x07b.pdf")
    assert "\x07" not in fault_of("a\x07b.pdf")


@pytest.mark.parametrize("name", ["kế hoạch.", "kế hoạch ", "kế hoạch.pdf. "])
def test_an_end_that_windows_drops_is_told(name):
    assert "kết thúc bằng dấu chấm hoặc dấu cách" in fault_of(name)
    assert not is_fit(name)


@given(st.text(max_size=40))
def test_a_name_is_fit_where_there_is_no_fault(name):
    assert is_fit(name) == (name != "" and fault_of(name) == "")


@given(st.text(max_size=300))
def test_what_is_mended_has_no_fault(text):
    name = mended(text, "Kế hoạch")
    assert name == clean(name)
    if not is_reserved(name):
        made = fitted(name, ".pdf")
        assert fault_of(made) == ""
        assert is_fit(made)
        assert len(made.encode("utf-8")) <= 255


def test_a_name_is_cut_between_letters_and_not_before_an_ending_of_blanks():
    assert cut("kế hoạch", 5) == "kế"
    assert cut("kế . hoạch", 7) == "kế"
    assert cut("ngắn", 100) == "ngắn"


@pytest.mark.parametrize("letter", ["b", "ế", "\U0001f600"])
@pytest.mark.parametrize("most", [100, 112, 150, 400])
def test_a_long_addition_is_cut_too_and_something_of_both_stays(letter, most):
    made = fitted("Kế hoạch " * 30, f" {letter * most}.pdf")
    assert len(made) <= LONGEST_NAME
    assert len(made.encode("utf-8")) <= 230
    assert made.startswith("Kế hoạch Kế hoạch")
    assert made.endswith(f"{letter}.pdf")


def test_one_name_in_two_forms_of_unicode_is_taken():
    assert numbered("Kế hoạch.pdf", ["Kê\u0301 hoa\u0323ch.PDF"]) == "Kế hoạch (2).pdf"
