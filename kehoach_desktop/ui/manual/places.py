"""Which place of the manual explains which part of the window: one table, by the class of the part."""

from PySide6.QtWidgets import QWidget

from kehoach_desktop.services.manual import FIRST

PLACES = {
    # tabs, and what stands in them
    "PlanTab": "soan-thao",
    "OutlineEditor": "soan-thao#trang-soan",
    "MapView": "soan-thao#so-do",
    "Particulars": "soan-thao#thong-tin",
    "PagePreview": "soan-thao#trang-in",
    "FindBar": "soan-thao#tim",
    "BasisPanel": "can-cu",
    "Checks": "can-cu#kiem-tra",
    "AppendixTab": "phu-luc",
    "SheetView": "phu-luc#o",
    "SheetHeader": "phu-luc#cot",
    "FilterField": "phu-luc#loc",
    "ColumnsPanel": "phu-luc#cot",
    "TrackerTab": "theo-doi-quy",
    "GridView": "theo-doi-quy#bang",
    "PeriodBar": "theo-doi-quy#ky",
    "FilterBar": "theo-doi-quy#loc",
    "ChartPanel": "theo-doi-quy#bieu-do",
    "RecordPanel": "theo-doi-quy#ghi",
    "EvidenceSection": "theo-doi-quy#minh-chung",
    "ClosingNotice": "theo-doi-quy#chot",
    # pages
    "EmptyPage": "bat-dau",
    "WelcomePage": "bat-dau#co-quan",
    "NewPlanPage": "bat-dau#ke-hoach-moi",
    "ImportPage": "bat-dau#nhap-van-ban",
    "WaitingPage": "cau-hoi#cho",
    "NextYearPage": "bat-dau#nam-sau",
    "TableImportPage": "phu-luc#nhap-bang",
    "DirectoryPage": "phu-luc#danh-muc",
    "SchemePage": "theo-doi-quy#ky-bao-cao",
    "ReportPage": "bao-cao",
    "ReportDesk": "bao-cao#soan",
    "TracePanel": "bao-cao#tu-dau",
    "SendPage": "bao-cao#gui",
    "IssuePage": "ban-hanh",
    "FrozenStrip": "ban-hanh#chi-xem",
    "VersionsPage": "ban-hanh#cac-ban",
    "ComparePage": "ban-hanh#so-sanh",
    "CopiesPage": "ban-sao-luu",
    "ReadingPage": "ban-sao-luu#khoi-phuc",
    "CheckPage": "ban-sao-luu#kiem-tra",
    "HistoryPage": "ban-sao-luu#lich-su",
    "StoodPage": "ban-sao-luu#lich-su",
    "BinPage": "ban-sao-luu#thung-rac",
    "TroublePage": "ban-sao-luu#hong",
    "ReadingStrip": "cau-hoi#noi-khac",
    "AboutPage": "gioi-thieu",
    "LicencesPage": "gioi-thieu#giay-phep",
    # the frame
    "PlanPicker": "bat-dau#nhieu-ke-hoach",
    "Toolbar": "bat-dau#cua-so",
    "FindingsPanel": "bat-dau#nhap-van-ban",
    "BugDialog": "cau-hoi#loi",
}
"""Chapter and, behind #, the anchor in it. The innermost part that is here decides."""
OF_TROUBLE = {
    "held": "cau-hoi#noi-khac",
    "in_use": "cau-hoi#vi-rut",
    "missing": "ban-sao-luu#mat",
    "newer": "cau-hoi#ban-moi",
    "not_ours": "cau-hoi#khong-doc",
    "failed": "cau-hoi#khong-doc",
    "folder": "cau-hoi#khong-doc",
}
"""What a file that cannot be worked in is explained by, where it is not damage."""
_REPORT, _TEXT = "ReportDesk", "soan-thao"


def place_of(*parts: QWidget | None) -> str:
    """Return the place for the first of these parts of the window that has one, or stands in what has one."""
    return next(filter(None, map(_place_of, parts)), FIRST)


def _place_of(widget: QWidget | None) -> str:
    found = ""
    while widget is not None:
        trouble = getattr(widget, "trouble", None)
        known = OF_TROUBLE.get(getattr(trouble, "kind", "")) or _named(type(widget))
        is_report = type(widget).__name__ == _REPORT
        if known and (not found or (is_report and found.startswith(_TEXT))):  # it is written as a plan is
            found = known
        widget = widget.parentWidget()
    return found


def _named(kind: type) -> str:
    return next((PLACES[base.__name__] for base in kind.__mro__ if base.__name__ in PLACES), "")
