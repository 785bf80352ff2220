"""The printed pages: found by their words, given up when stale, a failure said in its place."""

import pytest

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services.exporting import preview_pdf
from kehoach_desktop.ui.plan.page_preview import PagePreview
from kehoach_desktop.ui.plan.printed_pages import page_with, render_pages


@pytest.fixture
def preview(qtbot):
    made = PagePreview()
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show()
    qtbot.waitUntil(made.isVisible)
    yield made
    made.close_down()


def test_pages_are_as_sharp_as_the_screen(qtbot, sample) -> None:
    reported = []
    pages = render_pages(preview_pdf(sample), 300, 1.5, lambda *done: reported.append(done))
    assert pages[0].picture.width() == 450
    assert pages[0].picture.devicePixelRatio() == 1.5
    assert pages[0].height_px == round(300 * 297 / 210)
    assert reported[0] == (0, len(pages))
    assert pages[-1].height_px < pages[0].height_px  # the appendix lies


def test_an_item_is_found_on_its_page(qtbot, sample) -> None:
    pages = render_pages(preview_pdf(sample), 100, 1.0, lambda *_: None)
    assert page_with(pages, sample.body[0].text) == 0
    assert page_with(pages, sample.body[-1].text) > 0
    assert page_with(pages, "không có câu này ở đâu cả") == -1
    assert page_with(pages, "") == -1


def test_the_latest_plan_wins(preview, sample, qtbot) -> None:
    from dataclasses import replace

    preview.show_plan(sample)
    preview.refresh()
    preview.show_plan(replace(sample, subject="Tên hoàn toàn khác"))
    preview.refresh()
    qtbot.waitUntil(lambda: bool(preview.pages), timeout=15_000)
    assert "tênhoàntoànkhác" in preview.pages[0].words
    preview.show_plan(None)
    assert not preview.pages


def test_a_failure_is_said_in_its_place(preview, sample, qtbot, monkeypatch) -> None:
    def refused(_plan: object) -> bytes:
        raise UserError("Không có phông chữ.")

    monkeypatch.setattr("kehoach_desktop.ui.plan.page_preview.preview_pdf", refused)
    preview.show_plan(sample)
    qtbot.waitUntil(lambda: preview._caption.text() == "Chưa dựng được trang in", timeout=5000)
    assert preview._caption.toolTip() == "Không có phông chữ."


def test_hidden_pages_are_not_rendered(preview, sample, qtbot) -> None:
    preview.hide()
    preview.show_plan(sample)
    qtbot.wait(50)
    assert preview._job is None
    assert not preview._timer.isActive()
    preview.show()
    qtbot.waitUntil(lambda: bool(preview.pages), timeout=15_000)
