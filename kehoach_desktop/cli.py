"""The commands of the program, on services alone; without a command it opens the window.

Exit codes: 0 done; 1 it could not be done (one Vietnamese sentence on standard error); 2 wrong usage.
"""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kehoach_desktop.cli_parser import check_usage, file_as_option, make_parser
from kehoach_desktop.console import Console
from kehoach_desktop.domain import periods
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.words import STATE_WORDS, STATUS_WORDS, number_words
from kehoach_desktop.services import evidence, files, plans

SHOWN = "KEHOACH_SHOWN"  # names a file: for measuring the start of a program that is frozen


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; what nobody could read of a refusal is said in a box."""
    with Console() as console:
        code = _run(arguments, console)
        unseen = console.unseen() if code or _asks_for_help(arguments) else ""
    if unseen:
        from kehoach_desktop.app import say_in_box

        say_in_box(unseen)
    return code


def _run(arguments: list[str], console: Console) -> int:
    parser = make_parser()
    try:
        asked = parser.parse_args(file_as_option(arguments, COMMANDS))
        check_usage(parser, asked)
    except SystemExit as end:  # argparse has said what is wrong (2), or printed its help (0)
        console.attach()
        return end.code if isinstance(end.code, int) else 2
    if not _shows_window(asked):  # which would end with the console that somebody closes
        console.attach()
    return _done(asked)


def _shows_window(asked: Namespace) -> bool:
    return asked.command is None or (asked.command == "demo" and not asked.no_window)


def _asks_for_help(arguments: list[str]) -> bool:
    return not {"-h", "--help"}.isdisjoint(arguments)


def _done(asked: Namespace) -> int:
    """Do what is asked; every fault that is not a bug is one sentence."""
    try:
        code = COMMANDS[asked.command](asked)
        sys.stdout.flush()
    except UserError as error:
        return _refused(str(error))
    except BrokenPipeError:  # the reader of our output went away: nothing is left to say to it
        return _silenced()
    except OSError as error:  # a full disk under a redirected output; files have their own sentences
        _silenced()
        return _refused(f"Không in được kết quả ({error.strerror}); hãy kiểm tra nơi nhận kết quả.")
    except KeyboardInterrupt:
        return _refused("Đã dừng theo yêu cầu; không có gì ghi dở.")
    return code


def _refused(sentence: str) -> int:
    with suppress(OSError):
        print(sentence, file=sys.stderr)
    return 1


def _silenced() -> int:
    """Let what is still held for standard output go, so that its end says nothing more; return 1."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _window(asked: Namespace) -> int:
    from kehoach_desktop.app import run_window_once

    return run_window_once(asked.db, _tell_shown if os.environ.get(SHOWN) else None)


def _tell_shown() -> None:
    """Write the file that whoever measures the start waits for, and end."""
    from kehoach_desktop.app import make_application

    Path(os.environ[SHOWN]).touch()
    make_application().quit()


def _demo(asked: Namespace) -> int:
    from kehoach_desktop.app import has_screen, run_window_once
    from kehoach_desktop.services.demo import make_demo

    made = make_demo(asked.out)
    for name, what in made.written:
        print(f"Đã ghi {name} - {what}")
    if asked.no_window or not has_screen():
        print(f'Chưa mở cửa sổ; để mở tệp mẫu, chạy kehoach --db "{made.database}"')
        return 0
    return run_window_once(made.database)


def _sample(asked: Namespace) -> int:
    if asked.db.exists():
        raise UserError(f"Tệp {asked.db} đã có; hãy chọn tên khác cho tệp mẫu.")
    with files.file_to_add_to(asked.db) as store:
        plan = plans.add_plan(store, plans.read_template(plans.SAMPLE), name=plans.AS_SAMPLE)
    print(f"Đã tạo {asked.db} với kế hoạch mẫu số {plan.id}: {plan.subject}")
    return 0


def _list(asked: Namespace) -> int:
    with files.open_file(asked.db, read_only=True) as store:
        found = plans.list_plans(store)
    if asked.json:
        rows = [
            {
                "plan": p.id,
                "year": p.year,
                "subject": p.subject,
                "status": str(p.status),
                "issuer": p.issuer,
                "number": p.number,
                "activities": p.activities,
                "tasks": p.tasks,
            }
            for p in found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for p in found:
        print(f"{p.id}\t{p.year}\t{STATUS_WORDS[p.status]}\t{p.activities} nội dung\t{p.subject}")
    if not found:
        print("Tệp chưa có kế hoạch nào.")
    return 0


def _import(asked: Namespace) -> int:
    from kehoach_desktop.services import importing

    read = importing.read_source(asked.source, asked.appendix)  # before the file is made
    with files.file_to_add_to(asked.db) as store:
        plan = plans.add_plan(store, plans.with_usual_scheme(store, read.plan), name=plans.AS_TEXT)
    if asked.json:
        tasks = [len(a.tasks) for appendix in plan.appendices for a in appendix.activities]
        told = {
            "plan": plan.id,
            "year": plan.year,
            "subject": plan.subject,
            "activities": len(tasks),
            "tasks": sum(tasks),
            "findings": list(read.findings),
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    print(plan.id)
    for finding in read.findings:
        print(f"Lưu ý: {finding}", file=sys.stderr)
    return 0


def _dump(asked: Namespace) -> int:
    from kehoach_desktop.services.exporting import export_json
    from kehoach_desktop.services.reports import reports_on

    with files.open_file(asked.db, read_only=True) as store:
        if asked.plan is None:
            found = plans.list_plans(store)
            if len(found) != 1:
                raise UserError(
                    f"Tệp có {len(found)} kế hoạch; hãy chọn một kế hoạch bằng --plan SỐ (xem kehoach list)."
                )
            asked.plan = found[0].id
        export_json(plans.get_plan(store, asked.plan), asked.out, reports_on(store, asked.plan))
    print(f"Đã ghi {asked.out}")
    return 0


def _load(asked: Namespace) -> int:
    from kehoach_desktop.services import importing

    loaded = importing.read_document(asked.source)  # before the file is made
    with files.file_to_add_to(asked.db) as store:
        plan = plans.add_plan(store, loaded.plan, loaded.reports, name=plans.AS_JSON)
    if asked.json:
        print(json.dumps({"plan": plan.id, "year": plan.year, "subject": plan.subject}, ensure_ascii=False))
    else:
        print(plan.id)
    return 0


def _export(asked: Namespace) -> int:
    from kehoach_desktop.services import exporting

    with files.open_file(asked.db, read_only=True) as store:
        plan = plans.get_plan(store, asked.plan)
    if asked.pdf:
        for warning in exporting.export_pdf(plan, asked.pdf):
            print(f"Lưu ý: {warning}", file=sys.stderr)
        print(f"Đã ghi {asked.pdf}")
    if asked.xlsx:
        exporting.export_xlsx(plan, asked.xlsx)
        print(f"Đã ghi {asked.xlsx}")
    return 0


def _report(asked: Namespace) -> int:
    from kehoach_desktop.domain.figures import figures
    from kehoach_desktop.services import reporting
    from kehoach_desktop.services.reports import earlier_plan

    with files.open_file(asked.db, read_only=True) as store:
        plan = plans.get_plan(store, asked.plan)
        earlier = earlier_plan(store, plan) if asked.pdf else None
    period = periods.find(plan.year, asked.period, plan.scheme)
    say = sys.stderr if asked.json else sys.stdout
    if asked.pdf:
        for warning in reporting.export_report_pdf(plan, period, asked.pdf, earlier=earlier):
            print(f"Lưu ý: {warning}", file=sys.stderr)
        print(f"Đã ghi {asked.pdf}", file=say)
    if asked.xlsx:
        reporting.export_report_xlsx(plan, period, asked.xlsx)
        print(f"Đã ghi {asked.xlsx}", file=say)
    if asked.json:
        print(reporting.figures_json(plan, period), end="")
    elif not (asked.pdf or asked.xlsx):
        found = figures(plan, period)
        span = "" if period.code not in periods.CUMULATIVE else f" ({period.span_words})"
        print(f"{period.name}{span}: {found.total} nhiệm vụ, {found.overdue} quá hạn")
        for state, count in found.states.items():
            print(f"  {STATE_WORDS[state]}: {count}")
        for total in found.totals:
            print(
                f"  {total.indicator}: {number_words(total.value)} {total.unit} trong kỳ, "
                f"{number_words(total.cumulative)} từ đầu năm"
            )
    return 0


def _backup(asked: Namespace) -> int:
    files.back_up(asked.db, asked.out)
    print("\n".join((f"Đã sao lưu vào {asked.out}", *evidence.left_out_of_copies(asked.db))))
    return 0


def _restore(asked: Namespace) -> int:
    from kehoach_desktop.services.restoring import restore_file

    if not asked.db.exists():
        raise UserError(
            f"Không tìm thấy tệp dữ liệu {asked.db} để khôi phục vào; "
            "bản sao lưu là một tệp đầy đủ, có thể chép sang tên đó rồi mở."
        )
    done = restore_file(asked.source, asked.db)
    print(f"Đã khôi phục {asked.db}; tệp trước khi khôi phục được giữ ở {done.kept}")
    for name in done.evidence:
        print(f"Đã đưa lại tệp minh chứng {name}")
    if done.fault:
        print(f"Lưu ý: {done.fault}", file=sys.stderr)
    return 0


def _rebuild(asked: Namespace) -> int:
    from kehoach_desktop.services.plan_files import rebuild

    done = rebuild(asked.folder, asked.db)
    print(f"Đã dựng lại {asked.db} từ tệp JSON: {done.plans} kế hoạch, {done.reports} báo cáo.")
    print("Không có trong tệp JSON: lịch sử thay đổi và các mục trong thùng rác.")
    if done.evidence:
        print(f"Đã đưa lại {len(done.evidence)} tệp minh chứng.")
    if done.fault:
        print(f"Lưu ý: {done.fault}", file=sys.stderr)
    for name in done.missing:
        print(f"Lưu ý: không tìm thấy tệp minh chứng {name}", file=sys.stderr)
    return 0


def _verify(asked: Namespace) -> int:
    faults = files.find_faults(asked.db)
    if faults:
        raise UserError(" ".join(faults))
    with files.open_file(asked.db, read_only=True) as store:
        count = len(plans.list_plans(store))
    print(f"Dữ liệu nguyên vẹn: {count} kế hoạch.")
    return 0


def _self_test(_asked: Namespace) -> int:
    from kehoach_desktop.app import run_self_test

    return run_self_test()


def _history(asked: Namespace) -> int:
    from kehoach_desktop.services.history import Wanted, all_entries

    with files.open_file(asked.db, read_only=True) as store:
        rows = [
            {
                "plan": entry.plan_id,
                "from": entry.since.isoformat(timespec="seconds"),
                "to": entry.at.isoformat(timespec="seconds"),
                "step": str(entry.step),
                "name": entry.name,
                "where": entry.where,
                "old": entry.old,
                "new": entry.new,
                "others": entry.others,
            }
            for entry in all_entries(store, Wanted(asked.plan))
        ]
    if asked.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    for row in () if asked.json else rows:
        change = f": “{row['old']}” → “{row['new']}”" if row["old"] or row["new"] else ""
        others = f" (và {row['others']} chỗ khác)" if row["others"] else ""
        print(f"{row['to']}  số {row['plan']}  {row['name']}  {row['where']}{change}{others}")
    return 0


COMMANDS: dict[str | None, Callable[[Namespace], int]] = {
    None: _window,
    "demo": _demo,
    "sample": _sample,
    "list": _list,
    "history": _history,
    "import": _import,
    "dump": _dump,
    "load": _load,
    "export": _export,
    "report": _report,
    "backup": _backup,
    "restore": _restore,
    "rebuild": _rebuild,
    "verify": _verify,
    "self-test": _self_test,
}
