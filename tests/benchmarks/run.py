"""Measures speed as ratios within one run: python tests/benchmarks/run.py [start] [pdf] [export] [typing] …

start   to a shown, responding window on the sample : a bare PySide6 window that also imports sqlalchemy.orm
pdf     plan PDF of a 13-page plan, warm            : bare reportlab setting the same paragraphs
export  ``kehoach export`` to PDF and Excel         : LibreOffice turning a .docx of the same text into PDF
typing  a key in the page to the drawn letter       : the same key in a bare QTextEdit
preview the last key to the printed page painted with it, and the keys meanwhile
replace all words of a plan ten times as long, to the page drawn anew
report  the year's report of 200 tasks, PDF and workbook in a folder
sheet   the appendix with 5,000 tasks: opening, filtering, editing, scrolling, pasting, finding
tracker the tracker tab with 5,000 tasks: opening, filter, an edit, scrolling, and the memory it takes
history 100,000 rows of the history: opened, searched, gone back over; what a row costs, a year's growth
typing-leak  what typing on and on leaves in memory (KEHOACH_TYPING_MINUTES=10)

Each pair is run alternately; the figure is the median of the pairs' ratios, so that a machine slow for
a while is slow for both. The times are medians with their spread.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from html import escape
from io import BytesIO
from pathlib import Path
from shutil import which

ROOT = Path(__file__).resolve().parents[2]
RUNS = 15
PYTHON = [sys.executable, "-X", "utf8"]
ENV = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
ENV.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is byte-compiled; the warm run does it here

# Both windows say "shown" from a zero timer that runs after the first paint: the loop then answers.
BARE_WINDOW = """
import sqlalchemy.orm
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
def say():
    print("shown", flush=True)
    app.quit()
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, say)
app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""
OUR_WINDOW = """
import sys
from pathlib import Path
from kehoach_desktop.app import make_application, run_window
def say():
    print("shown", flush=True)
    make_application().quit()
run_window(Path(sys.argv[1]), say)
"""


def timed(work: Callable[[], object]) -> float:
    """Return how long ``work`` took, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def until_shown(script: str, home: Path, *arguments: str) -> float:
    """Return the seconds from the process's start to its word that the window is shown and answers."""
    env = ENV | {"XDG_DATA_HOME": str(home), "LOCALAPPDATA": str(home)}
    start = time.perf_counter()
    with subprocess.Popen([*PYTHON, "-c", script, *arguments], env=env, stdout=subprocess.PIPE) as window:
        said = window.stdout.readline() if window.stdout else b""
        seconds = time.perf_counter() - start
    if said.strip() != b"shown" or window.returncode:
        raise SystemExit(f"the window did not come up: {said!r}, exit code {window.returncode}")
    return seconds


def compare(name: str, reach: float, ours: Callable[[], float], theirs: Callable[[], float]) -> bool:
    """Run both alternately, print the median ratio, say whether it is within reach."""
    ours(), theirs()  # warm: files in the system's cache, byte code written
    pairs = [(ours(), theirs()) for _ in range(RUNS)]
    mine, other = ([pair[side] for pair in pairs] for side in (0, 1))
    ratio = statistics.median(our / their for our, their in pairs)
    print(
        f"{name:7} ratio {ratio:5.2f} (reach {reach})   "
        f"ours {statistics.median(mine):.3f} s [{min(mine):.3f}-{max(mine):.3f}]   "
        f"theirs {statistics.median(other):.3f} s [{min(other):.3f}-{max(other):.3f}]"
    )
    return ratio <= reach


def start(folder: Path) -> bool:
    """Start of the window against a bare one."""
    database = make_sample(folder)
    home = folder / "home"
    return compare(
        "start",
        1.5,
        lambda: until_shown(OUR_WINDOW, home, str(database)),
        lambda: until_shown(BARE_WINDOW, home),
    )


def pdf(_folder: Path) -> bool:
    """The plan PDF in a warm process against bare reportlab."""
    from kehoach_desktop.domain.outline import labels
    from kehoach_desktop.export.document import plan_document
    from kehoach_desktop.export.pdf import write_pdf
    from kehoach_desktop.ingest.plan_text import read_plan

    seeds = sorted((ROOT.parent / "shared" / "seeds").glob("004*.txt"))
    source = seeds or sorted((ROOT / "tests" / "data").glob("*.txt"), key=lambda path: -path.stat().st_size)
    plan = read_plan(source[0].read_text(encoding="utf-8")).plan
    document = plan_document(plan)
    texts = [escape(item.text) for item in plan.preamble]
    numbered = zip(plan.body, labels(plan.body), strict=True)
    texts += [escape(f"{label} {item.text}") for item, label in numbered]

    def bare() -> None:
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.platypus import Paragraph, SimpleDocTemplate

        style = ParagraphStyle(
            "body",
            fontName=body_font(),
            fontSize=14,
            leading=18,
            alignment=4,
            firstLineIndent=28,
            spaceAfter=6,
        )
        SimpleDocTemplate(BytesIO(), pagesize=A4).build([Paragraph(text, style) for text in texts])

    return compare("pdf", 1.5, lambda: timed(lambda: write_pdf(document, BytesIO())), lambda: timed(bare))


def body_font() -> str:
    """Return the name of the upright face that write_pdf has registered."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    faces = [
        name for name in pdfmetrics.getRegisteredFontNames() if isinstance(pdfmetrics.getFont(name), TTFont)
    ]
    return min(faces, key=len)


def export(folder: Path) -> bool:
    """The whole export process against LibreOffice; and its peak memory."""
    from docx import write_docx

    from kehoach_desktop.services.plans import SAMPLE, read_template

    database = make_sample(folder)
    pdf_path, book = folder / "out.pdf", folder / "out.xlsx"
    targets = ["--plan", "1", "--pdf", str(pdf_path), "--xlsx", str(book)]
    command = [*PYTHON, "-m", "kehoach_desktop", "export", "--db", str(database), *targets]
    is_small = peak_memory(command)
    office = which("soffice") or which("libreoffice")
    if office is None:
        print("export  LibreOffice is not installed: not compared")
        return is_small
    docx = folder / "same.docx"
    write_docx(read_template(SAMPLE), docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(docx)]

    def run(arguments: list[str]) -> None:
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENV)

    return (
        compare("export", 0.5, lambda: timed(lambda: run(command)), lambda: timed(lambda: run(convert)))
        and is_small
    )


def peak_memory(command: list[str]) -> bool:
    """Print the peak resident memory of the command, in MB, and say whether it is within reach."""
    script = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    done = subprocess.run([*PYTHON, "-c", script, *command], check=True, capture_output=True, text=True)
    peak_mb = float(done.stdout)
    print(f"export  peak memory {peak_mb:.0f} MB (reach 150)")
    return peak_mb <= 150


def make_sample(folder: Path) -> Path:
    """Return a new file with the sample plan."""
    database = folder / "sample.kehoach"
    if not database.exists():
        subprocess.run(
            [*PYTHON, "-m", "kehoach_desktop", "sample", "--db", str(database)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return database


def main() -> int:
    """Run the benchmarks named, or all; 1 when one is out of reach."""
    import history
    import preview
    import replacing
    import report
    import sheet
    import tracker
    from page_typing import typing, typing_leak

    known = {
        "start": start,
        "pdf": pdf,
        "export": export,
        "typing": typing,
        "typing-leak": typing_leak,
        "preview": preview.run,
        "tracker": tracker.run,
        "replace": lambda _folder: replacing.run(),
        "report": report.run,
        "sheet": sheet.run,
        "history": history.run,
    }
    names = sys.argv[1:] or list(known)
    os.environ.setdefault("QT_QPA_PLATFORM", ENV["QT_QPA_PLATFORM"])
    with tempfile.TemporaryDirectory() as folder:
        reached = [known[name](Path(folder)) for name in names]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
