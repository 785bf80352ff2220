"""Unicode written in an encoding from before it, as old documents hold it."""

import unicodedata

from kehoach_desktop.ingest.legacy_encodings import TCVN3_LETTERS, VNI_LETTERS, Code

_TCVN3_OF = {letter: code for code, letter in TCVN3_LETTERS.items()}
_VNI_OF = {
    letter: code for code, letter in reversed(VNI_LETTERS.items()) if code[1:].isupper() == letter.isupper()
}
_VNI_OF |= {letter: code for code, letter in VNI_LETTERS.items() if len(code) == 1}


def to_legacy(text: str, code: Code) -> str:
    """Return Unicode text in ``code``; TCVN3 has no toned capitals (they are a matter of the font)."""
    made = unicodedata.normalize("NFC", text)
    if code is Code.VNI:
        return "".join(_VNI_OF.get(char, char) for char in made)
    return "".join(_TCVN3_OF.get(char) or _TCVN3_OF.get(char.lower(), char) for char in made)
