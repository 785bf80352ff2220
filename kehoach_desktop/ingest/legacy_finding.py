"""Whether a text is in an old encoding, by the words it would make; never so for Unicode, French, German."""

import re
import unicodedata

from kehoach_desktop.ingest.legacy_encodings import Code, to_unicode

_SAMPLE_LETTERS = 60_000
_TELLING_WORDS = 3  # so many of an old encoding are hardly ever all words of Unicode as well
_WORD = re.compile("[^\\s\\d!-/:-@\\[-`{-~…“”‘’–—•\u00a0]+")
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_ONSET = "(?:ngh?|nh|th|tr|ch|gh|gi|g|kh|k|ph|qu|[bcdđhlmnprstvx])?"
_RHYME = (
    "(?:(?:uyê|iê|yê|uô|ươ|oă|uâ|oe|oa|oo|uê|uy|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)(?:ch|ng|nh|[cmnpt])"
    "|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uyu|iêu|yêu|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu"
    "|ia|ua|ưa|ya|uya|uơ|uê|uy|oa|oe|[aeêioôơuưy])"
)
_SYLLABLE = re.compile(f"{_ONSET}{_RHYME}")
_JOINED = re.compile("[-/]")
_STOPPED = re.compile("(?:ch|[cpt])$")
_OWN_LETTERS = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
"""Letters of Vietnamese that no Latin-1 text has, and so no old encoding shown as one."""


def find_code(text: str) -> Code | None:
    """Return the old encoding ``text`` is in; None when it is Unicode, or too short to say."""
    sample = text[:_SAMPLE_LETTERS]
    if sample.isascii():
        return None
    words = _WORD.findall(sample)
    marked = [word for word in words if not word.isascii()]
    if _own_count(sample) * 20 > len(marked):
        return None
    return next((code for code in (Code.VNI, Code.TCVN3) if _reads_as(words, marked, code)), None)


def is_unicode_vietnamese(text: str) -> bool:
    """Say whether the text has letters that only Unicode Vietnamese has."""
    return bool(_OWN_LETTERS.search(text))


def is_unicode_after_all(text: str) -> bool:
    """Say whether a text set in a font of an old encoding is Unicode, by its letters, else by its words.

    Programs that convert a document often leave the name of the font.
    """
    sample = text[:_SAMPLE_LETTERS]
    marked = [word for word in _WORD.findall(sample) if not word.isascii()]
    if own := _own_count(sample):
        return own * 20 > len(marked)
    return len(marked) >= _TELLING_WORDS and all(map(is_syllable, marked))


def is_syllable(word: str) -> bool:
    """Say whether ``word`` could be one of Vietnamese: its letters, at most one tone, and where it may be."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [part for part in parts if part in _TONES]
    bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not _STOPPED.search(bare) or bool(tones and tones[0] in "\u0301\u0323")


def _own_count(text: str) -> int:
    return len(_OWN_LETTERS.findall(unicodedata.normalize("NFC", text)))


def _reads_as(words: list[str], marked: list[str], code: Code) -> bool:
    """Say whether nearly all words make sense in ``code``, and most of those with signs only there."""
    only_here = still_there = senseless = 0
    for word in marked:
        made = to_unicode(word, code)
        if not all(map(is_syllable, _JOINED.split(made))):
            senseless += not made.isupper()  # an abbreviation says nothing
        elif made != word and is_syllable(word):
            still_there += 1
        elif made != word:
            only_here += 1
    strange = code is Code.TCVN3 and any(not (c.isascii() or c.isalpha()) for word in marked for c in word)
    if code is Code.TCVN3 and not strange and len(marked) > 3:
        return False  # four such words and none with ¸ ® ¹ or a soft hyphen would be a strange chance
    found = only_here + still_there
    plain = [word for word in words if word.isascii()]
    sense = found + sum(is_syllable(word) or word.isupper() for word in plain)
    return (
        only_here >= (1 if strange else 2)
        and only_here + (1 if strange else 0) > still_there
        and found > senseless * 9
        and sense * 10 >= (len(plain) + found + senseless) * 8
    )
