"""What such a plan usually has for place, symbol and recipients."""

import pytest

from kehoach_desktop.domain.usual_forms import (
    is_kept_copy,
    repeated,
    usual_places,
    usual_recipients,
    usual_symbols,
)


@pytest.mark.parametrize(
    ("issuer", "superior", "places"),
    [
        ("Ủy ban nhân dân xã Đông Thượng", "", ("Đông Thượng", "Xã Đông Thượng")),
        ("UBND tỉnh Bình Lâm", "", ("Bình Lâm", "Tỉnh Bình Lâm")),
        ("ỦY BAN NHÂN DÂN PHƯỜNG 12", "", ("Phường 12",)),
        ("UBND thị xã An Lộc, tỉnh Bình Lâm", "", ("An Lộc", "Thị xã An Lộc")),
        ("Sở Tư pháp", "UBND tỉnh Bình Lâm", ("Bình Lâm", "Tỉnh Bình Lâm")),
        ("Sở Tư pháp", "", ()),
        ("", "", ()),
    ],
)
def test_the_place_is_read_from_the_names_of_the_bodies(issuer: str, superior: str, places: tuple) -> None:
    assert usual_places(issuer, superior) == places


def test_the_symbol_follows_from_a_committee_only() -> None:
    assert usual_symbols("UBND xã Đông Thượng") == ("KH-UBND",)
    assert usual_symbols("Sở Tư pháp") == ()


def test_the_copy_closes_the_usual_recipients() -> None:
    for issuer in ("UBND xã A", "Sở Tư pháp"):
        kept = [is_kept_copy(entry) for entry in usual_recipients(issuer)]
        assert kept == sorted(kept)
        assert kept[-1]
        assert not kept[0]
    assert is_kept_copy("lưu VT")
    assert not is_kept_copy("Lưu trữ lịch sử tỉnh")


def test_entries_written_twice_are_told() -> None:
    assert repeated(("Các thôn", "UBND tỉnh (b/c)", "các  thôn", "Lưu: VT")) == ("các  thôn",)
    assert repeated(("Các thôn", "Các thôn", "Các thôn")) == ("Các thôn",)
    assert repeated(("Sở Tư pháp", "Sở Tài chính")) == ()
