import json

from kehoach_desktop.domain.plan import Signature
from kehoach_desktop.services.settings import Office, Settings, told_office


def test_settings_come_back_as_they_were(tmp_path):
    path = tmp_path / "mới" / "settings.json"
    office = Office("UBND tỉnh", "UBND xã", "Đông Thượng", "KH-UBND", Signature("TM.", "", "CHỦ TỊCH", ""))
    kept = Settings(
        "dark", greeted=True, office=office, last_plan={"a": 3}, column_widths={"appendix": [1, 2]}
    )
    kept.write(path)
    assert Settings.read(path) == kept


def test_a_missing_broken_or_foreign_file_is_a_fresh_start(tmp_path):
    path = tmp_path / "settings.json"
    assert Settings.read(path) == Settings()
    for content in ("", "[1]", "{", json.dumps({"theme": 3, "office": {"place": 1, "x": "y"}, "new": True})):
        path.write_text(content, encoding="utf-8")
        assert Settings.read(path) == Settings()


def test_what_a_plan_was_told_first_is_the_offices_from_then_on():
    office = told_office(Office(), "issuer", "UBND xã Đông Thượng")
    assert office == Office(issuer="UBND xã Đông Thượng")
    assert told_office(office, "issuer", "UBND xã Khác") == office, (
        "asked for at the first start, or told before"
    )
    assert told_office(office, "subject", "Truyền thông") == office, "of the plan alone"
    assert told_office(office, "superior", "") == office
    signed = told_office(office, "signature", Signature(title="CHỦ TỊCH"))
    assert signed.signature.title == "CHỦ TỊCH"
