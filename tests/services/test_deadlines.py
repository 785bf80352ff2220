"""What is due next in a real file: a report that was sent is not asked for again."""

import datetime as dt
from dataclasses import replace

from kehoach_desktop.domain.periods import DECREE_09, Reported
from kehoach_desktop.domain.plan import Plan, Reporting, Sending
from kehoach_desktop.services import files, plans
from kehoach_desktop.services.deadlines import find_deadline

SCHEME = replace(DECREE_09, reported=(Reported("Q3", "Quý III", 5), Reported("Q4", "Quý IV", 5)))
TODAY = dt.date(2026, 9, 23)


def test_a_report_that_was_sent_is_not_late(tmp_path):
    with files.open_file(tmp_path / "so.kehoach", create=True) as store:
        plan = plans.add_plan(store, Plan(2026, scheme=SCHEME))
        other = plans.add_plan(store, Plan(2026, scheme=SCHEME))
        assert find_deadline(store, plan, TODAY).words == "Quý III quá hạn gửi 2 ngày"
        of = Reporting(plan.id, "Q3", dt.date(2026, 6, 15), dt.date(2026, 9, 14))
        draft = plans.add_plan(store, Plan(2026, reporting=of))
        assert find_deadline(store, plan, TODAY).words == "Quý III quá hạn gửi 2 ngày"
        assert find_deadline(store, draft, TODAY) is None
        moment = dt.datetime(2026, 9, 22, 9, tzinfo=dt.UTC)
        sending = Sending(moment, "12", TODAY, "", b"", b"", "")
        plans.add_plan(store, Plan(2026, reporting=of, sendings=(sending,)))
        assert find_deadline(store, plan, TODAY).words == "Quý IV chốt số liệu 14/12, còn 82 ngày"
        assert find_deadline(store, other, TODAY).words == "Quý III quá hạn gửi 2 ngày"
