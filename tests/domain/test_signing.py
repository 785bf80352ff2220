"""Who signs and how, as Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7 has it."""

import pytest

from kehoach_desktop.domain.plan import Signature
from kehoach_desktop.domain.signing import usual_signatures

TOGETHER = "TM. ỦY BAN NHÂN DÂN"


@pytest.mark.parametrize(
    "issuer", ["Ủy ban nhân dân xã Đông Thượng", "UBND tỉnh Bình Lâm", "Uỷ ban nhân dân xã", ""]
)
def test_a_committee_is_signed_for_together_or_by_order_of_its_head(issuer: str) -> None:
    ways = usual_signatures(issuer)
    assert ways[:3] == (
        Signature(TOGETHER, "", "CHỦ TỊCH"),
        Signature(TOGETHER, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        Signature(TOGETHER, "", "Q. CHỦ TỊCH"),
    )
    assert Signature("", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG") in ways
    assert Signature("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG") in ways


@pytest.mark.parametrize(
    "issuer", ["UBND xã A", "Sở Tư pháp", "Văn phòng UBND tỉnh", "Phòng Văn hóa - Xã hội"]
)
def test_no_tm_stands_where_one_signs_by_order_or_mandate(issuer: str) -> None:
    for way in usual_signatures(issuer):
        lines = (way.authority, way.proxy, way.title)
        if any(line.startswith(("TL.", "TUQ.")) for line in lines):
            assert not any(line.startswith("TM.") for line in lines)


@pytest.mark.parametrize(
    ("issuer", "head", "deputy"),
    [
        ("Sở Tư pháp tỉnh Bình Lâm", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ("Trung tâm Phục vụ hành chính công", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ("Văn phòng Ủy ban nhân dân tỉnh", "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ("Phòng Văn hóa - Xã hội", "TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"),
        ("Ban Dân tộc", "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"),
    ],
)
def test_a_body_with_one_head_is_signed_for_by_its_title(issuer: str, head: str, deputy: str) -> None:
    ways = usual_signatures(issuer)
    assert ways[0] == Signature("", "", head)
    assert ways[1] == Signature("", f"KT. {head}", deputy)
    assert ways[2] == Signature("", "", f"Q. {head}")


def test_nothing_is_offered_for_a_body_not_known() -> None:
    assert usual_signatures("Hợp tác xã Sông Xanh") == ()
    assert usual_signatures("Sông Xanh") == ()  # begins with the letters of "Sở"
