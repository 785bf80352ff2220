"""Texts of law looked for by number or a few words."""

import datetime as dt
from dataclasses import replace

from kehoach_desktop.domain.basis_search import looked_for
from kehoach_desktop.domain.legal_basis import LegalBasis

DECREE = LegalBasis(
    "Nghị định", "63/2010", "NĐ-CP", dt.date(2010, 6, 8), "Chính phủ", "về kiểm soát thủ tục hành chính"
)


def test_words_are_found_without_marks_and_those_that_stand_together_first() -> None:
    scattered = replace(DECREE, number="48/2013", subject="sửa đổi một số điều của nghị định cửa khẩu")
    together = replace(DECREE, number="118/2025", subject="về cơ chế một cửa")
    assert looked_for((scattered, together), "mot cua") == [together]
    assert looked_for((scattered, together), "khau mot") == [scattered]
    assert looked_for((scattered, together), "MỘT CỬA") == [together]
    assert looked_for((scattered, together), "khong co") == []


def test_a_number_finds_its_own_text_before_those_that_mention_it() -> None:
    mentions = replace(DECREE, number="48/2013", subject="sửa đổi Nghị định số 63/2010/NĐ-CP")
    assert looked_for((mentions, DECREE), "63/2010") == [DECREE, mentions]
