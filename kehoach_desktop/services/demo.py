"""The demonstration: a sample file and everything that comes out of it, in one folder."""

from dataclasses import dataclass
from pathlib import Path

from kehoach_desktop.domain import periods
from kehoach_desktop.services import exporting, files, plans, reporting

DATABASE = "ke-hoach-mau.kehoach"
PERIOD = "Q3"


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made: the data file, and ``(path, what it is)`` of all that was written."""

    database: Path
    written: tuple[tuple[Path, str], ...]


def make_demo(folder: Path) -> Demo:
    """Make the sample file in ``folder``, its PDF, its workbook, and a quarter's report.

    A sample file already there is used as it stands, so that what was tried in it is not lost.
    """
    database = folder / DATABASE
    is_new = not database.exists()
    with files.open_file(database, create=True) as store:
        kept = plans.list_plans(store)
        if kept:  # the sample was the first in it; a plan begun while it was tried is not shown for it
            plan = plans.get_plan(store, min(summary.id for summary in kept))
        else:
            plan = plans.add_plan(store, plans.read_template(plans.SAMPLE), name=plans.AS_SAMPLE)
    period = periods.find(plan.year, PERIOD, plan.scheme)
    pdf = folder / exporting.plan_file_name(plan, ".pdf")
    book = folder / exporting.plan_file_name(plan, ".xlsx")
    report = folder / reporting.report_file_name(plan, period, ".pdf")
    report_book = folder / reporting.report_file_name(plan, period, ".xlsx")
    exporting.export_pdf(plan, pdf)
    exporting.export_xlsx(plan, book)
    reporting.export_report_pdf(plan, period, report)
    reporting.export_report_xlsx(plan, period, report_book)
    return Demo(
        database,
        (
            (database, "tệp dữ liệu mẫu" if is_new else "tệp dữ liệu mẫu đã có, dùng lại"),
            (pdf, "kế hoạch và phụ lục"),
            (book, "phụ lục và theo dõi quý"),
            (report, f"báo cáo kết quả {period.name}"),
            (report_book, f"bảng số liệu báo cáo {period.name}"),
        ),
    )
