"""The font: Times New Roman where it is, the shipped one elsewhere; embedded, a subset, readable as text."""

import shutil
from collections import Counter

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from kehoach_desktop.export import fonts
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
