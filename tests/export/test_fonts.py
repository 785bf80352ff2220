"""The font: Times New Roman where it is, the shipped one elsewhere; embedded, a subset, readable as text."""

import shutil
from collections import Counter
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.export import fonts, substitutes
from kehoach_desktop.export.document import plan_document
from kehoach_desktop.export.fonts import BUNDLED_ONLY
from kehoach_desktop.export.lacking import Lacking, lacking_letters
from kehoach_desktop.export.substitutes import face_with
from kehoach_desktop.paths import resources

NAMES = ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")


@pytest.fixture
def no_memory():
    """Forget which family was found, before and after."""
    fonts.family.cache_clear()
    yield
    fonts.family.cache_clear()


def test_every_font_is_embedded_as_a_subset(paper):
    pdf = pypdfium2.PdfDocument(paper.data)
    embedded = Counter(
        bool(pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(thing.raw)))
        for page in pdf
        for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    )
    pdf.close()
    assert set(embedded) == {True}
    names = {char["fontname"] for page in paper.pages for char in page.chars}
    assert {name.split("+")[1] for name in names} == {
        "Tinos",
        "Tinos-Bold",
        "Tinos-Italic",
        "Tinos-BoldItalic",
    }
    assert all(len(name.split("+")[0]) == 6 for name in names)
    assert b"Helvetica" not in paper.data
    assert len(paper.data) < 200_000  # the four files together are ten times that


def test_times_new_roman_is_taken_where_all_four_styles_are(tmp_path, monkeypatch, no_memory):
    for name, tinos in zip(NAMES, fonts.family(bundled=True), strict=True):
        shutil.copy(tinos, tmp_path / name)
    monkeypatch.setattr(fonts, "_folders", lambda: [tmp_path / "none", tmp_path])
    assert [file.name for file in fonts.family(bundled=False)] == list(NAMES)


@pytest.mark.parametrize("fault", ["missing", "broken", "torn"])
def test_the_shipped_font_stands_in(tmp_path, monkeypatch, no_memory, fault):
    for name, tinos in zip(NAMES, fonts.family(bundled=True), strict=True):
        shutil.copy(tinos, tmp_path / name)
    if fault == "missing":
        (tmp_path / NAMES[3]).unlink()
    else:
        whole = (tmp_path / NAMES[3]).read_bytes()
        (tmp_path / NAMES[3]).write_bytes(b"no font" if fault == "broken" else whole[:300])
    monkeypatch.setattr(fonts, "_folders", lambda: [tmp_path])
    assert fonts.family(bundled=False)[0] == resources() / "fonts" / "Tinos-Regular.ttf"


def test_the_environment_can_ask_for_the_shipped_font(monkeypatch):
    monkeypatch.setenv(fonts.BUNDLED_ONLY, "1")
    assert fonts.bundled_wanted()
    monkeypatch.delenv(fonts.BUNDLED_ONLY)
    assert not fonts.bundled_wanted()


@pytest.fixture
def own_fonts(monkeypatch):
    """The machine's fonts may be used."""
    monkeypatch.delenv(BUNDLED_ONLY, raising=False)


def test_a_letter_times_lacks_is_printed_from_another_font(plan, printed, own_fonts) -> None:
    lender = face_with("☑")
    if lender is None:
        pytest.skip("no font of the machine has ☑")
    items = (Item(Level.SECTION, "Việc"), Item(Level.PARAGRAPH, "Đã làm ☑ và ☑ xong", 1))
    paper = printed(plan_document(replace(plan, body=items)))
    assert paper.warnings == ()
    chars = [char for char in paper.pages[0].chars if char["text"] == "☑"]
    assert len(chars) == 2
    words = next(char for char in paper.pages[0].chars if char["text"] == "Đ")
    assert chars[0]["fontname"] != words["fontname"]
    assert chars[0]["width"] > 1
    assert len(paper.data) < 400_000  # embedded as a subset


def test_an_emoji_is_read_back_as_such(plan, printed, own_fonts) -> None:
    if face_with("\U0001f600") is None:
        pytest.skip("no font of the machine has it")
    paper = printed(plan_document(replace(plan, body=(Item(Level.PARAGRAPH, "Vui \U0001f600 hết"),))))
    assert "\U0001f600" in "".join(char["text"] for char in paper.pages[0].chars)


def test_a_letter_no_font_has_is_named_with_its_place(plan, printed, own_fonts, monkeypatch) -> None:
    monkeypatch.setattr("kehoach_desktop.export.substitutes._files", tuple)
    face_with.cache_clear()
    letter = "\U000103a0"  # Old Persian
    items = (
        Item(Level.SECTION, "Việc"),
        Item(Level.CLAUSE, "Một", 1),
        Item(Level.POINT, f"Chữ {letter}", 2),
    )
    document = plan_document(replace(plan, body=items))
    paper = printed(document)
    assert "U+103A0" in paper.warnings[0]
    assert "Chữ □" in paper.text  # our own font has the box
    (lacking,) = lacking_letters(document)
    assert lacking == Lacking(letter, "mục I.1.a", items[2].id)
    face_with.cache_clear()


def test_a_torn_font_lends_nothing(own_fonts, monkeypatch, tmp_path) -> None:
    torn = tmp_path / "simsun.ttc"
    torn.write_bytes(b"ttcf" + bytes(40))
    monkeypatch.setattr("kehoach_desktop.export.substitutes._files", lambda: (torn,))
    face_with.cache_clear()
    substitutes._face.cache_clear()
    assert face_with("☑") is None
    face_with.cache_clear()
    substitutes._face.cache_clear()
