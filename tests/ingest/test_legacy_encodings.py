"""TCVN3 and VNI: the tables whole, found where they are and nowhere else."""

import unicodedata
from pathlib import Path

import pytest
from legacy_writing import to_legacy

from kehoach_desktop.ingest.legacy_encodings import LETTERS, Code, code_of_font, to_unicode
from kehoach_desktop.ingest.legacy_finding import find_code, is_syllable

PLAN = "Kế hoạch truyền thông kiểm soát thủ tục hành chính"
OWN = sorted((Path(__file__).resolve().parents[1] / "data").glob("plan_*.txt"))
SMALL = [letter for letter in LETTERS if not letter.isascii()]


def test_the_tables_have_every_letter() -> None:
    assert len(set(SMALL)) == 67
    for small in SMALL:
        assert to_unicode(to_legacy(small, Code.TCVN3), Code.TCVN3) == small
        assert to_unicode(to_legacy(small.upper(), Code.TCVN3), Code.TCVN3_CAPITALS) == small.upper()
        for letter in (small, small.upper()):
            assert to_unicode(to_legacy(letter, Code.VNI), Code.VNI) == letter
    assert len({to_legacy(letter, Code.TCVN3) for letter in SMALL}) == 67
    assert len({to_legacy(letter, Code.VNI) for small in SMALL for letter in (small, small.upper())}) == 134


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("KÕ ho¹ch truyÒn th«ng kiÓm so¸t thñ tôc hµnh chÝnh", Code.TCVN3, PLAN),
        ("§iÒu 5. ¡n, ¢m, £m, ¤n, ¥n, ¦u", Code.TCVN3, "Điều 5. Ăn, Âm, Êm, Ôn, Ơn, Ưu"),
        ("ñy ban nh©n d©n", Code.TCVN3_CAPITALS, "ỦY BAN NHÂN DÂN"),
        ("Keá hoaïch truyeàn thoâng kieåm soaùt thuû tuïc haønh chính", Code.VNI, PLAN),
        ("UÛY BAN NHAÂN DAÂN XAÕ ÑOÂNG THÖÔÏNG", Code.VNI, "ỦY BAN NHÂN DÂN XÃ ĐÔNG THƯỢNG"),
        ("Aùnh saùng, Öu tieân, Ñaûng", Code.VNI, "Ánh sáng, Ưu tiên, Đảng"),
    ],
)  # fmt: skip
def test_known_words(text, code, said) -> None:
    assert to_unicode(text, code) == said


def test_fonts_tell_the_code() -> None:
    assert code_of_font(".VnTime") is Code.TCVN3
    assert code_of_font('".VnArialH",sans-serif') is Code.TCVN3_CAPITALS
    assert code_of_font("VNI-Times, serif") is Code.VNI
    for font in ("Times New Roman", "Arial", "Vni", "", ".SF NS", "VNtimes new roman"):
        assert code_of_font(font) is None


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_plans_are_found_in_either_code_and_come_back(path) -> None:
    check_both_ways(unicodedata.normalize("NFC", path.read_text(encoding="utf-8")))


def test_the_real_plans_are_found_in_either_code_and_come_back(seeds) -> None:
    for path in seeds.glob("*.txt"):
        check_both_ways(unicodedata.normalize("NFC", path.read_text(encoding="utf-8")))


def check_both_ways(text: str) -> None:
    assert find_code(text) is None
    assert find_code(to_legacy(text, Code.TCVN3)) is Code.TCVN3
    assert to_unicode(to_legacy(text, Code.TCVN3), Code.TCVN3).lower() == text.lower()
    assert find_code(to_legacy(text, Code.VNI)) is Code.VNI
    assert to_unicode(to_legacy(text, Code.VNI), Code.VNI) == text
    words = text.split()
    for count in (1, 2, 3, 5, 9):
        for at in range(0, len(words), 7):
            assert find_code(" ".join(words[at : at + count])) is None


@pytest.mark.parametrize(
    "text",
    [
        "Le préfet a présenté à l'été dernier où la fête était déjà prévue; ça ira, thé, né, là",
        "Die Übergrößen für Mädchen hören dürfen schön süß wäre über",
        "El niño pequeño comió año mañana piñata; coração, não, São Paulo",
        "Ñoño, cañón; blå, rød grød, får, smørrebrød",
        "tháng có và là", "thé né", "có các", "né à Hué", "° ± § « » © ® µ ¹ ² ³ ½", "§ 5 khoản 2",
        "«Kế hoạch»",
        "12 °C, 5 m², ½ giờ; © 2024 ® công ty", "中文 😀", "",
    ],
)  # fmt: skip
def test_other_languages_are_left_alone(text) -> None:
    assert find_code(text) is None
    assert find_code(unicodedata.normalize("NFD", text)) is None


def test_syllables() -> None:
    for word in ("nghiêng", "Ủy", "quyết", "gì", "khuya", "thuở", "yêu", "oẳn", "đường"):
        assert is_syllable(word)
    for word in ("für", "prộsente", "tót̀", "cat", "các̀", "xyz", "strong"):
        assert not is_syllable(word)
