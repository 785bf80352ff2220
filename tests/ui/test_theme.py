"""Colours are readable, complete in both themes, and everything follows a switch."""

from dataclasses import asdict, replace

import pytest
from PySide6.QtGui import QPalette

from kehoach_desktop.paths import resources
from kehoach_desktop.ui.icons import icon, pixmap
from kehoach_desktop.ui.theme import DARK, LIGHT, Tokens, apply_theme, style_sheet, theme, tokens


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((text, ground) for text in ("text", "muted") for ground in ("window", "surface", "sunken")),
        *((name, f"{name}_soft") for name in ("accent", "ok", "warning", "bad", "doing")),
        *((name, "surface") for name in ("accent", "ok", "warning", "bad", "doing")),
        *(("text", f"{name}_soft") for name in ("accent", "ok", "warning", "bad", "doing")),
        ("on_accent", "accent"),
    ],
)
def test_text_can_be_read_on_its_ground(colours: Tokens, text: str, ground: str):
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


def test_style_sheet_has_no_hole_and_no_colour_of_its_own():
    sheet = style_sheet(LIGHT)
    assert "$" not in sheet
    plain = style_sheet(
        replace(LIGHT, **{n: "#000000" for n, v in asdict(LIGHT).items() if v not in (True, False)})
    )
    assert {
        word for word in plain.split() if word.startswith("#") and word[1:7].isalnum() and word[1].isdigit()
    } <= {
        "#000000;",
        "#000000",
    }


def test_pictures_of_the_style_sheet_stand(qapp):
    for colours in (LIGHT, DARK):
        for piece in style_sheet(colours).split("url(")[1:]:
            assert (resources() / piece.split(")")[0]).exists(), piece[:60]


def test_switching_changes_palette_tokens_and_icons(qtbot, qapp):
    apply_theme(qapp, "light")
    before = icon("undo").pixmap(18, 18).toImage()
    with qtbot.waitSignal(theme().changed):
        apply_theme(qapp, "dark")
    assert tokens() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.window
    assert icon("undo").pixmap(18, 18).toImage() != before
    apply_theme(qapp, "light")
    assert tokens() is LIGHT
    assert icon("undo").pixmap(18, 18).toImage() == before


def test_choosing_the_theme_in_use_changes_nothing(qtbot, qapp):
    apply_theme(qapp, "light")
    with qtbot.assertNotEmitted(theme().changed):
        apply_theme(qapp, "light")


def test_every_icon_draws_something_at_any_scale(qapp):
    names = [path.stem for path in (resources() / "icons").glob("*.svg")]
    assert len(names) >= 30
    for name in names:
        picture = pixmap(name, LIGHT.text, 18, 1.5)
        image = picture.toImage()
        assert (image.width(), image.height()) == (27, 27)
        inked = sum(image.pixelColor(x, y).alpha() > 0 for x in range(27) for y in range(27))
        assert inked > 10, name
