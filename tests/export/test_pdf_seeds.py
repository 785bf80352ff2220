"""The three real plans on paper: every word there, in order, the closing whole on the last page."""

import pytest

from kehoach_desktop.domain.plan import Level
from kehoach_desktop.export.document import plan_document
from kehoach_desktop.services.importing import read_source

SEEDS = {
    "000_923ca4a83037a50a.txt": "000_appendix.xlsx",
    "003_8dc2d50d2f8aef54.txt": None,
    "004_35b8ed36a15cebe5.txt": None,
}


def _in_order(words, text):
    place = 0
    for each in words:
        place = text.find(each, place)
        assert place >= 0, each
        place += len(each)


@pytest.mark.parametrize("name", SEEDS)
def test_a_real_plan_on_paper(seeds, printed, name):
    book = SEEDS[name]
    plan = read_source(seeds / name, seeds / book if book else None).plan
    document = plan_document(plan)
    paper = printed(document)
    assert paper.warnings == ()
    numbers = {line for line in paper.lines if line.text == str(line.page) and line.baseline < 20}
    text = " ".join(" ".join(line.text for line in paper.lines if line not in numbers).split())
    body = [
        " ".join((item.text.upper() if item.level is Level.SECTION else item.text).split())
        for item in document.body
    ]
    _in_order([*body, "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", plan.signature.name], text)
    places = {paper.line(start).page for start in ("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", plan.signature.name)}
    assert len(places) == 1
    assert len(paper.pages) == places.pop() + len(plan.appendices)
    for activity in (activity for appendix in plan.appendices for activity in appendix.activities):
        for word in activity.content.split():
            assert word in text
