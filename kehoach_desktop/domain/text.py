"""Vietnamese text: one form inside (NFC), a key to search by, a key to sort by."""

import re
import unicodedata

# Not text on any paper: C0/C1 controls but tab and newline, lone surrogates, what Unicode calls no character
# (of which Qt takes two for the edges of its frames).
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = ("\r\n", "\r", "\u2028", "\u2029")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_SPELT = (("o", "a", "àáảãạ", "òóỏõọ"), ("o", "e", "èéẻẽẹ", "òóỏõọ"), ("u", "y", "ỳýỷỹỵ", "ùúủũụ"))
_TONE_PLACES = tuple(
    (first + late, early + last)
    for first, last, lates, earlies in _SPELT
    for late, early in zip(lates, earlies, strict=True)
)
_AROUND_SIGNS = re.compile(r"\s*([,;/()–—-])\s*")
_LAST_CODE = 0x10FFFF
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền hỏi ngã sắc nặng


class _Bare(dict[int, int | str | None]):
    """For ``str.translate``: leaves marks out and writes đ as d; a letter is looked at once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = found = None if unicodedata.combining(chr(code)) else code
        return found


_BARE = _Bare({ord("đ"): "d"})


def clean(text: str) -> str:
    """Return ``text`` in NFC, with newlines as one line feed and without characters no file can carry.

    Tabs and newlines stay. Every door into the domain calls this, so the inside need not doubt its text.
    """
    for sign in _BREAKS:
        text = text.replace(sign, "\n")
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text))


def unprintable(text: str) -> int:
    """Return how many characters ``clean`` would leave out that are not merely odd line breaks."""
    return sum(char not in "\x0b\x0c\x85" for char in _UNPRINTABLE.findall(text.replace("\r", "")))


def one_line(text: str) -> str:
    """Return ``clean(text)`` on one line, runs of blanks as one space, none at the ends."""
    return _SPACES.sub(" ", clean(text).replace("\n", " ")).strip()


def tidy_lines(text: str) -> str:
    """Return the text without blanks around its lines and without empty ones."""
    lines = (line.strip() for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def shortened(text: str, most: int) -> str:
    """Return the text on one line, cut after ``most`` letters with "…" where it is longer."""
    line = one_line(text)
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def search_key(text: str) -> str:
    """Return the key two spellings share: lower case, no marks, đ as d (so Uỷ, Ủy and uy are one)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text.lower()).translate(_BARE))


def spelling_key(text: str) -> str:
    """Return the key of what is one word spelt in two ways: capitals, blanks, end stops, hòa and hoà.

    Its marks stay: tờ and tổ are two words.
    """
    key = one_line(text).lower()
    for old, new in _TONE_PLACES:
        key = key.replace(old, new)
    return _AROUND_SIGNS.sub(r"\1", key).replace("–", "-").replace("—", "-").strip(" .;,:")


def sort_key(text: str) -> tuple[str, str, str]:
    """Return a key that orders by the Vietnamese alphabet (a ă â b c d đ …), then by tone.

    Tones run ngang, huyền, hỏi, ngã, sắc, nặng, as in Vietnamese dictionaries.
    """
    letters = unicodedata.normalize("NFC", text.lower())
    return letters.translate(_LETTERS), letters.translate(_TONES_OF), text


class _Places(dict[int, int]):
    """By the code of a letter, where it stands: asked for once for each letter, as thousands of texts are."""

    def __init__(self, which: int) -> None:
        super().__init__()
        self._which = which

    def __missing__(self, code: int) -> int:
        self[code] = _letter_and_tone(chr(code))[self._which]
        return self[code]


def _letter_and_tone(char: str) -> tuple[int, int]:
    """Return where the letter stands in the alphabet, and where its tone stands among the tones."""
    base = char
    tone = 0
    for part in unicodedata.normalize("NFD", char)[1:]:
        if part in _TONES:
            tone = _TONES[part]
    if tone:
        kept = [p for p in unicodedata.normalize("NFD", char) if p not in _TONES]
        base = unicodedata.normalize("NFC", "".join(kept))
    place = _ALPHABET.find(base)
    other = min(ord(base[0]) + (2000 if ord(base[0]) > 127 else 0), _LAST_CODE)
    return 1000 + place if place >= 0 else other, tone


_LETTERS, _TONES_OF = _Places(0), _Places(1)
