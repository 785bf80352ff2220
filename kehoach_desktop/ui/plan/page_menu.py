"""The context menu of the page to type in, and of the fields beside it."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit

from kehoach_desktop.ui.icons import icon


def page_menu(page: QTextEdit | QPlainTextEdit, cut: Callable[[], None]) -> QMenu:
    """Return cut (done by ``cut``), copy, paste, select all, and the page's own verbs (its QActions)."""
    menu = QMenu(page)
    has_chosen = page.textCursor().hasSelection()
    can_write = not page.isReadOnly()
    standard = QKeySequence.StandardKey
    for name, text, keys, slot, is_on in (
        ("cut", "Cắt", standard.Cut, cut, has_chosen and can_write),
        ("copy", "Sao chép", standard.Copy, page.copy, has_chosen),
        ("clipboard", "Dán", standard.Paste, page.paste, can_write and page.canPaste()),
        ("", "Chọn tất cả", standard.SelectAll, page.selectAll, True),
    ):
        action = menu.addAction(text, slot)
        action.setShortcut(keys)
        action.setShortcutVisibleInContextMenu(True)
        action.setEnabled(is_on)
        if name:
            action.setIcon(icon(name))
    verbs = [action for action in page.actions() if action.property("menu") != "Xem"]
    if verbs:
        menu.addSeparator()
        menu.addActions(verbs)
    return menu
