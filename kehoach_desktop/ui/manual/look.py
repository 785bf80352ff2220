"""How a chapter looks: its style in the colours of the theme, and what Qt's rich text needs besides."""

import re

from kehoach_desktop.ui.theme import tokens

TEXT_PX = 14
COLUMN_PX = 720
MARGIN_PX = 28
WIDEST_PICTURE_PX = 1366  # that of the whole window
_NOTE = re.compile(r'<p class="note">(.*?)</p>', re.DOTALL)
_TABLE = re.compile(r"<table>")
_KEY = re.compile(r"<kbd>(.*?)</kbd>", re.DOTALL)


def dressed(html: str, scale: float) -> str:
    """Return a chapter with its style; names of the window are ``b``, keys ``kbd``, paths ``code``."""
    colours = tokens()
    # A paragraph has no padding and a key no room around it in Qt's rich text.
    note = (
        f'<table width="100%" cellspacing="0" cellpadding="{round(10 * scale)}" class="note">'
        rf'<tr><td bgcolor="{colours.accent_soft}">\1</td></tr></table>'
    )
    table = f'<table width="100%" cellspacing="0" cellpadding="{round(6 * scale)}" class="list">'
    html = _NOTE.sub(note, _TABLE.sub(table, html))
    html = html.replace("<p><img ", '<p class="picture"><img ')
    html = _KEY.sub(lambda found: f"<kbd>&nbsp;{found[1].replace(' ', '&nbsp;')}&nbsp;</kbd>", html)
    return f"<html><head><style>{_style(scale)}</style></head><body>{html}</body></html>"


def _style(scale: float) -> str:
    colours = tokens()

    def px(size: float) -> str:
        return f"{round(size * scale)}px"

    return f"""
        body {{ color: {colours.text}; }}
        h1 {{ font-size: {px(22)}; font-weight: 600; margin-top: 0; margin-bottom: {px(10)}; }}
        h2 {{ font-size: {px(17)}; font-weight: 600; margin-top: {px(26)}; margin-bottom: {px(6)}; }}
        h3 {{ font-size: {px(14)}; font-weight: 600; margin-top: {px(16)}; margin-bottom: {px(4)}; }}
        p {{ margin-top: {px(6)}; margin-bottom: {px(6)}; line-height: 130%; }}
        li {{ margin-top: {px(3)}; margin-bottom: {px(3)}; line-height: 130%; }}
        a {{ color: {colours.accent}; text-decoration: none; }}
        b {{ font-weight: 600; }}
        kbd {{ background-color: {colours.sunken}; color: {colours.text};
            font-family: "Segoe UI", "Noto Sans", "DejaVu Sans"; }}
        code {{ color: {colours.accent}; }}
        pre {{ background-color: {colours.sunken}; white-space: pre-wrap; }}
        .picture {{ line-height: 100%; }}
        .caption {{ color: {colours.muted}; font-size: {px(12)}; margin-top: {px(2)}; }}
        table.list {{ border-width: 1px; border-style: solid; border-color: {colours.line};
            border-collapse: collapse; margin-top: {px(8)}; margin-bottom: {px(8)}; }}
        table.note {{ margin-top: {px(8)}; margin-bottom: {px(8)}; }}
        th {{ background-color: {colours.sunken}; font-weight: 600; text-align: left; }}
    """
