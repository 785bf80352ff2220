"""Tooltips: Qt takes one with a tag in it for markup, and a clerk's text may have any."""

from html import escape


def plain_tip(text: str) -> str:
    """Return what shows ``text`` letter by letter in a tooltip, its lines too."""
    return f"<span style='white-space:pre-wrap'>{escape(text)}</span>" if "<" in text else text
