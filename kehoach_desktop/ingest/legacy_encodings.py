"""TCVN3 (.Vn fonts) and VNI text as Unicode: the two tables, complete, and how they are read."""

import re
from enum import StrEnum

_TONED = {
    "a": "àảãáạ", "ă": "ằẳẵắặ", "â": "ầẩẫấậ", "e": "èẻẽéẹ", "ê": "ềểễếệ", "i": "ìỉĩíị",
    "o": "òỏõóọ", "ô": "ồổỗốộ", "ơ": "ờởỡớợ", "u": "ùủũúụ", "ư": "ừửữứự", "y": "ỳỷỹýỵ",
}  # fmt: skip
"""Each vowel with its tones in the order huyền, hỏi, ngã, sắc, nặng."""
LETTERS = "".join("".join(pair) for pair in _TONED.items()) + "đ"
"""Every small letter that ASCII lacks, besides a e i o u y themselves."""

# The bytes of TCVN3 (TCVN 5712:1993, VN3), as a program shows them that takes them for Latin-1.
_TCVN3_BARE = dict(zip("¨©ª«¬\xad®¡¢£¤¥¦§", "ăâêôơưđĂÂÊÔƠƯĐ", strict=True))
_TCVN3_TONED = {
    "a": "µ¶·¸¹", "ă": "»¼½¾Æ", "â": "ÇÈÉÊË", "e": "ÌÎÏÐÑ", "ê": "ÒÓÔÕÖ", "i": "×ØÜÝÞ",
    "o": "ßáâãä", "ô": "åæçèé", "ơ": "êëìíî", "u": "ïñòóô", "ư": "õö÷øù", "y": "úûüýþ",
}  # fmt: skip
TCVN3_LETTERS = _TCVN3_BARE | {
    code: letter
    for vowel, codes in _TCVN3_TONED.items()
    for code, letter in zip(codes, _TONED[vowel], strict=True)
}

# VNI writes a vowel and then its sign; only these stand alone.
_VNI_ALONE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ"}
_VNI_TONES = "øûõùï"
_VNI_SIGNS = {"ă": ("a", "ê", "èúüéë"), "â": ("a", "â", "àåãáä")} | {
    vowel: (base, "â", "àåãáä") for vowel, base in (("ê", "e"), ("ô", "o"))
}


def _vni_small() -> dict[str, str]:
    made = dict(_VNI_ALONE)
    for vowel, base in (("a", "a"), ("e", "e"), ("o", "o"), ("ơ", "ô"), ("u", "u"), ("ư", "ö"), ("y", "y")):
        made |= {base + sign: _TONED[vowel][n] for n, sign in enumerate(_VNI_TONES) if base + sign != "yï"}
    for vowel, (base, bare, toned) in _VNI_SIGNS.items():
        made[base + bare] = vowel
        made |= {base + sign: _TONED[vowel][n] for n, sign in enumerate(toned)}
    return made


VNI_LETTERS = {
    key: letter
    for code, small in _vni_small().items()
    for key, letter in (
        (code, small),
        (code.upper(), small.upper()),
        *(
            ((code[0].upper() + code[1], small.upper()), (code[0] + code[1].upper(), small))
            if code[1:]
            else ()
        ),
    )
}
_VNI_LETTER = re.compile("|".join(sorted(map(re.escape, VNI_LETTERS), key=len, reverse=True)))
_VNI_FONT = re.compile(r"\s*[\"']?\s*VNI[- ]", re.IGNORECASE)
_TCVN3_FONT = re.compile(r"\s*[\"']?\s*\.Vn[A-Z]\w*", re.IGNORECASE)


class Code(StrEnum):
    """An encoding from before Unicode, by the name clerks know it by."""

    TCVN3 = "TCVN3"
    TCVN3_CAPITALS = "TCVN3 chữ hoa"  # a font whose name ends in H: it draws capitals
    VNI = "VNI"


def code_of_font(font: str) -> Code | None:
    """Return the code a font of this name shows; None for the others."""
    first = font.split(",", 1)[0].strip().strip("\"'")
    if _TCVN3_FONT.match(first):
        return Code.TCVN3_CAPITALS if first.split()[0].endswith("H") else Code.TCVN3
    return Code.VNI if _VNI_FONT.match(first) else None


def to_unicode(text: str, code: Code) -> str:
    """Return ``text``, written in ``code``, as Unicode; what the code has no letter for stays."""
    if code is Code.VNI:
        return _VNI_LETTER.sub(lambda match: VNI_LETTERS[match[0]], text)
    made = "".join(TCVN3_LETTERS.get(char, char) for char in text)
    return made.upper() if code is Code.TCVN3_CAPITALS else made
