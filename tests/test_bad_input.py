"""Everything bad a clerk's folder can hold, through the real command: a sentence and exit code 1, or carried
through whole; the database as it was, nothing half written, no traceback."""

import json
import unicodedata
import zipfile

import openpyxl
import pytest

from kehoach_desktop.cli import run

TEXT = """KẾ HOẠCH
Truyền thông kiểm soát thủ tục hành chính năm 2026

Ủy ban nhân dân xã Đông Thượng ban hành kế hoạch như sau:
I. MỤC ĐÍCH
1. Phổ biến quy định về cơ chế một cửa đến người dân.
"""
HEADS = ["TT", "Nội dung", "Hình thức", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện"]


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "a.kehoach"
    assert run(["sample", "--db", str(path)]) == 0
    return path


@pytest.fixture
def refuse(db, tmp_path, capsys):
    """Return a function that runs a command and checks it is refused in one sentence."""

    def check(*arguments):
        capsys.readouterr()
        before = db.read_bytes()
        files = sorted(tmp_path.rglob("*"))
        assert run([*map(str, arguments), "--db", str(db)]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert "Traceback" not in err
        assert len(err.strip().splitlines()) == 1, err
        assert db.read_bytes() == before
        assert sorted(tmp_path.rglob("*")) == files
        return err

    return check


@pytest.fixture
def carry(db, tmp_path, capsys):
    """Return a function that imports a source and returns the plan as JSON and what was said of it."""

    def check(*arguments):
        capsys.readouterr()
        assert run(["import", *map(str, arguments), "--db", str(db), "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        out = tmp_path / "out.json"
        assert run(["dump", "--db", str(db), "--plan", str(said["plan"]), "--out", str(out)]) == 0
        for target in (["--pdf", str(tmp_path / "out.pdf")], ["--xlsx", str(tmp_path / "out.xlsx")]):
            assert run(["export", "--db", str(db), "--plan", str(said["plan"]), *target]) == 0
        openpyxl.load_workbook(tmp_path / "out.xlsx")
        capsys.readouterr()
        return json.loads(out.read_text(encoding="utf-8"))["plan"], " ".join(said["findings"])

    return check


def texts(nodes):
    for node in nodes:
        yield node["text"]
        yield from texts(node["children"])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rỗng.txt", b""),
        ("trắng.txt", b" \n\n\t \r\n"),
        ("nhị phân.txt", bytes(range(256)) * 40),
        ("ảnh.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 200),
        ("thật ra là pdf.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"x" * 500),
        ("thật ra là word.txt", b"PK\x03\x04" + b"\0" * 500),
        ("quá lớn.txt", b"a b c\n" * (50 * 1024 * 1024 // 6)),
        ("rác.txt", b"\xff\xc3\x28\x81\x8d\x90" * 300),
    ],
)
def test_texts_that_are_none(tmp_path, refuse, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    refuse("import", path)


def test_a_missing_text_and_a_folder(tmp_path, refuse):
    refuse("import", tmp_path / "không có.txt")
    (tmp_path / "thư mục.txt").mkdir()
    refuse("import", tmp_path / "thư mục.txt")


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1258", "1258"),
    ],
)
def test_other_encodings_are_read_and_named(tmp_path, carry, encoding, named):
    path = tmp_path / "kế hoạch.txt"
    text = TEXT
    if encoding == "cp1258":  # it writes tones as combining marks after the letter
        text = "".join(_for_1258(char) for char in TEXT)
    path.write_bytes(text.encode(encoding))
    plan, said = carry(path)
    assert plan["subject"] == "Truyền thông kiểm soát thủ tục hành chính năm 2026"
    assert named in said


def _for_1258(char):
    """Return the letter as code page 1258 spells it: its shape composed, its tone after it."""
    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        base, *marks = unicodedata.normalize("NFD", char)
        tones = [mark for mark in marks if mark in "\u0300\u0309\u0303\u0301\u0323"]
        shape = unicodedata.normalize("NFC", base + "".join(m for m in marks if m not in tones))
        return shape + "".join(tones)
    return char


def test_decomposed_text_is_composed(tmp_path, carry):
    path = tmp_path / "nfd.txt"
    path.write_text(unicodedata.normalize("NFD", TEXT), encoding="utf-8")
    plan, _ = carry(path)
    assert plan["subject"] == "Truyền thông kiểm soát thủ tục hành chính năm 2026"


def test_markup_formulas_controls_and_monsters_are_only_text(tmp_path, carry):
    path = tmp_path / "lạ.txt"
    monster = "ư" * 3000
    lines = ['2. <b>đậm</b> & <img src="x.png"/> &amp;', "3. =1+1", "4. a\x01b\x7fc\x1bd", f"5. {monster}"]
    path.write_text(TEXT + "\n".join(lines) + "\n", encoding="utf-8")
    plan, _ = carry(path)
    found = list(texts(plan["body"]))
    assert '<b>đậm</b> & <img src="x.png"/> &amp;' in found
    assert "=1+1" in found
    assert "abcd" in found
    assert monster in found


def book(rows, path, merges=()):
    workbook = openpyxl.Workbook()
    for row in [HEADS, *rows]:
        workbook.active.append(row)
    for merge in merges:
        workbook.active.merge_cells(merge)
    workbook.save(path)
    return path


def zipped(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "kế hoạch.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", ""),
        (b"hello", ""),
        (OLE + b"\0" * 600, ".xls"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"PK\x03\x04broken", ""),
        (b"%PDF-1.4", ""),
    ],
)
def test_books_that_are_none(tmp_path, refuse, source, content, named):
    path = tmp_path / "sổ.xlsx"
    path.write_bytes(content)
    assert named in refuse("import", source, "--appendix", path)


def test_a_zip_bomb(tmp_path, refuse, source):
    path = zipped(
        tmp_path / "bom.xlsx",
        {"[Content_Types].xml": "<Types/>", "xl/worksheets/sheet1.xml": b"\0" * 300_000_000},
    )
    assert path.stat().st_size < 1_000_000
    refuse("import", source, "--appendix", path)


def test_a_zip_that_is_no_workbook(tmp_path, refuse, source):
    refuse("import", source, "--appendix", zipped(tmp_path / "a.xlsx", {"readme.txt": "hello"}))


def test_a_book_whose_xml_is_broken_or_has_entities(tmp_path, refuse, source):
    good = book([[1, "a", "b", "c", "d", "e"]], tmp_path / "good.xlsx")
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    entities = b'<?xml version="1.0"?>' + doctype + b"<worksheet>&b;</worksheet>"
    for content in (b"<worksheet><sheetData>", entities):
        with zipfile.ZipFile(good) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        parts["xl/worksheets/sheet1.xml"] = content
        refuse("import", source, "--appendix", zipped(tmp_path / "bad.xlsx", parts))


def test_a_book_without_the_heads(tmp_path, refuse, source):
    workbook = openpyxl.Workbook()
    workbook.active.append(["Tên", "Giá"])
    workbook.save(tmp_path / "khác.xlsx")
    refuse("import", source, "--appendix", tmp_path / "khác.xlsx")


def test_a_sheet_that_claims_a_million_rows_is_read_by_what_it_holds(tmp_path, carry, source):
    path = book([[1, "Nội dung", "Hình thức", "A", "B", "Quý II"]], tmp_path / "triệu.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    sheet = sheet.replace('ref="A1:F2"', 'ref="A1:XFD1048576"')
    sheet = sheet.replace("</sheetData>", '<row r="1048576"><c r="A1048576"/></row></sheetData>')
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    plan, _ = carry(source, "--appendix", zipped(path, parts))
    assert len(plan["appendices"][0]["activities"]) == 1


def test_merges_gone_wrong_and_formulas(tmp_path, carry, source):
    rows = [
        [1, "Một", "=CONCATENATE(1;2)", "A", "B", "Quý I"],
        [None, None, "Hai", "A", "B", "Quý II"],
        [2, "Ba", "=1+1", "<b>A</b> & B", "x" * 40_000, "Quý III"],
    ]
    path = book(rows, tmp_path / "gộp.xlsx", merges=["A2:B3", "B3:C4", "E2:F2"])
    plan, said = carry(source, "--appendix", path)
    tasks = [task for activity in plan["appendices"][0]["activities"] for task in activity["tasks"]]
    assert len(tasks) == 3
    assert "công thức" in said
    assert any(task["lead"] == "<b>A</b> & B" for task in tasks)
    assert sum(len(task["partners"]) for task in tasks) >= 32_767


def first_task(top):
    return top["plan"]["appendices"][0]["activities"][0]["tasks"][0]


SECTION = {"level": "section", "text": "y", "children": []}


@pytest.mark.parametrize(
    "change",
    [
        lambda top: top.update(lạ=1),
        lambda top: top["plan"].update(lạ=1),
        lambda top: top["plan"].update(year="2026"),
        lambda top: top["plan"].update(year=True),
        lambda top: top["plan"].pop("body"),
        lambda top: top.pop("plan"),
        lambda top: top.update(version=2),
        lambda top: top.update(format="khác"),
        lambda top: top["plan"].update(date="31/12/2026"),
        lambda top: top["plan"].update(status="xong"),
        lambda top: top["plan"]["body"][0].update(level="chapter"),
        lambda top: top["plan"]["body"][0].update(marks=[[0, 9999, "bold"]]),
        lambda top: top["plan"]["body"].append({"level": "point", "text": "x", "children": [SECTION]}),
        lambda top: top["plan"]["appendices"][0]["activities"][0].update(tasks=[]),
        lambda top: first_task(top)["progress"][0].update(quarter=5),
        lambda top: first_task(top)["progress"][0].update(percent=101),
        lambda top: first_task(top)["progress"][0]["quantities"][0].update(value=-1),
    ],
)  # fmt: skip
def test_json_that_does_not_fit(tmp_path, refuse, change):
    from kehoach_desktop.paths import resources

    top = json.loads((resources() / "templates" / "sample-2026.json").read_text(encoding="utf-8"))
    change(top)
    path = tmp_path / "sai.json"
    path.write_text(json.dumps(top, ensure_ascii=False), encoding="utf-8")
    refuse("load", path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"a": NaN}',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"\xff\xfe\x00",
        b"\0" * 99,
    ],
)
def test_json_that_is_none(tmp_path, refuse, content):
    path = tmp_path / "sai.json"
    path.write_bytes(content)
    refuse("load", path)


def test_an_unknown_key_is_named(tmp_path, refuse):
    path = tmp_path / "sai.json"
    path.write_text('{"format": "kehoach-plan", "version": 1, "plan": {}, "ngoài_lề": 1}', encoding="utf-8")
    assert "ngoài_lề" in refuse("load", path)


def test_a_text_of_one_long_paragraph_is_carried_through(tmp_path, carry):
    path = tmp_path / "dài.txt"
    words = " ".join(f"từ{n}" for n in range(8000))
    path.write_text(f"{TEXT}2. {words}\n", encoding="utf-8")
    plan, _ = carry(path)
    assert words in list(texts(plan["body"]))
