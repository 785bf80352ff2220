"""What leaves the program is the plan alone: no other plan's text, no user's name, no folder of the PC."""

import datetime as dt
import io
import re
import zipfile
import zlib
from dataclasses import replace

import openpyxl
import pytest

from kehoach_desktop.domain.cells.block import CellBlock
from kehoach_desktop.domain.periods import period
from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.domain.report.composing import new_report
from kehoach_desktop.domain.report.sending import Letter
from kehoach_desktop.services import (
    copying,
    exporting,
    files,
    plans,
    reporting,
    sending,
    table_blocks,
)

OTHER, USER, FOLDER, MACHINE = "KINHMAT", "TENDANGNHAP", "THUMUCRIENG", "TENMAYTINH"
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", '=HYPERLINK("http://example.invalid")', "=cmd|'/C calc'!A0")


@pytest.fixture
def written(tmp_path, sample_plan, monkeypatch):
    """Every export of a plan that lies in a file beside another, on a machine with a name and a user."""
    for name in ("USER", "USERNAME", "LOGNAME"):
        monkeypatch.setenv(name, USER)
    for name in ("COMPUTERNAME", "HOSTNAME"):
        monkeypatch.setenv(name, MACHINE)
    folder = tmp_path / FOLDER
    folder.mkdir()
    monkeypatch.chdir(folder)
    other = replace(
        sample_plan,
        **dict.fromkeys(("subject", "superior", "issuer", "place"), OTHER),
        body=(Item(Level.SECTION, OTHER),),
        recipients=(OTHER,),
    )
    with files.open_file(folder / f"{FOLDER}.kehoach", create=True) as store:
        plans.add_plan(store, other)
        plan = plans.add_plan(store, sample_plan)
        plan = plans.get_plan(store, plan.id)
    return folder, plan, dict(everything(folder, plan))


def everything(folder, plan):
    """Yield each export: its name, its bytes as they stand and unpacked."""
    of = period(plan.year, "Q1", plan.scheme)
    exporting.export_pdf(plan, folder / "kh.pdf")
    exporting.export_xlsx(plan, folder / "kh.xlsx")
    exporting.export_json(plan, folder / "kh.json")
    reporting.export_report_pdf(plan, of, folder / "bc.pdf")
    reporting.export_report_xlsx(plan, of, folder / "bc.xlsx")
    for name in ("kh.pdf", "kh.xlsx", "kh.json", "bc.pdf", "bc.xlsx"):
        yield name, unpacked((folder / name).read_bytes())
    report = replace(new_report(plan, of), id=9)
    pack = sending.make_pack(report, plan, Letter("1", dt.date(2026, 4, 1), "Thư", "Kính gửi"), folder)
    for file in pack.folder.iterdir():
        yield f"gói/{file.name}", unpacked(file.read_bytes())
    lines = [*plan.preamble, *plan.body]
    copy = copying.copy_items(lines, len(plan.preamble), (0, 0), (len(lines) - 1, 1))
    task = plan.appendices[0].activities[0].tasks[0]
    cells = table_blocks.copy_block(CellBlock(((task.form, task.lead),)))
    for name, form in (("items", copy.items.decode()), ("html", copy.html), ("text", copy.text)):
        yield f"bảng tạm {name}", form.encode()
    yield "bảng tạm ô", (cells.html + cells.text).encode()
    yield "số liệu", reporting.figures_json(plan, of).encode()


def unpacked(content: bytes) -> bytes:
    """Return the bytes, the parts of an archive, and what the streams of a PDF hold."""
    out = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist():
                out += [info.filename.encode(), info.extra, info.comment, archive.read(info)]
            out.append(archive.comment)
    elif content.startswith(b"%PDF"):
        for match in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
            data = match[1]
            if data.rstrip().endswith(b"~>"):  # ASCII 85 around it
                import base64

                data = base64.a85decode(data.strip().removesuffix(b"~>"))
            try:
                out.append(zlib.decompressobj().decompress(data))
            except zlib.error:
                out.append(data)
        assert len(out) > 2
    return b"\n".join(out)


def forms(secret: str):
    """Yield the secret as it may stand: as letters, two bytes a letter, in hexadecimal."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield secret.encode(encoding)
        yield secret.encode(encoding).hex().encode()
        yield secret.encode(encoding).hex().upper().encode()


@pytest.mark.parametrize("secret", [OTHER, USER, FOLDER, MACHINE])
def test_no_export_tells_another_plan_a_user_a_folder_or_a_machine(written, secret):
    _, _, exports = written
    assert len(exports) >= 13
    for name, content in exports.items():
        for form in forms(secret):
            assert form not in content, name
            assert form.lower() not in content, name


def test_the_search_finds_what_an_export_does_hold(written):
    _, plan, exports = written
    subject = plan.subject.split()[0].encode()
    for name in ("kh.xlsx", "kh.json"):
        assert subject in exports[name]


def test_workbooks_and_papers_name_no_author_and_no_date_of_another(written):
    folder, plan, _ = written
    for name in ("kh.xlsx", "bc.xlsx"):
        book = openpyxl.load_workbook(folder / name)
        told = book.properties
        assert {told.creator, told.lastModifiedBy} <= {None, "", plan.issuer}
        assert not book.defined_names.keys() - {"_xlnm.Print_Titles", "_xlnm.Print_Area"}
        with zipfile.ZipFile(folder / name) as archive:
            parts = archive.namelist()
        assert not [
            one for one in parts if re.search("external|vba|embed|connection|media", one, re.IGNORECASE)
        ]
        book.close()
    for name in ("kh.pdf", "bc.pdf"):
        paper = (folder / name).read_bytes()
        for acted in (b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction", b"/URI", b"/EmbeddedFile"):
            assert acted not in paper


def test_a_text_that_looks_like_a_formula_stays_text_everywhere(tmp_path, sample_plan):
    first = sample_plan.appendices[0].activities[0]
    tasks = tuple(replace(first.tasks[0], form=text, lead=text, note=text) for text in FORMULAS)
    appendix = replace(
        sample_plan.appendices[0], activities=(replace(first, content=FORMULAS[0], tasks=tasks),)
    )
    plan = replace(sample_plan, appendices=(appendix,))
    exporting.export_xlsx(plan, tmp_path / "kh.xlsx")
    book = openpyxl.load_workbook(tmp_path / "kh.xlsx")
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert {cell.data_type for cell in cells if cell.value in FORMULAS} == {"s"}
    assert {cell.value for cell in cells} >= set(FORMULAS)
    book.close()
    block = CellBlock(tuple((text, "x") for text in FORMULAS))
    copied = table_blocks.copy_block(block)
    for row in copied.text.split("\n"):
        assert not row.lstrip('"').startswith(("=", "+", "-", "@")), row
    assert copied.html.count("mso-number-format") == copied.html.count("<td")
    for clip in (table_blocks.TableClip(copied.html), table_blocks.TableClip("", copied.text)):
        assert table_blocks.read_block(clip).rows == block.rows
    lines = [Item(Level.PARAGRAPH, text) for text in FORMULAS]
    page = copying.copy_items(lines, 0, (0, 0), (len(lines) - 1, len(lines[-1].text))).html
    assert page.count('mso-number-format:"\\@"') == len(FORMULAS)
