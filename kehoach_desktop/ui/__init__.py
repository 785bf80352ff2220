"""How it looks: the only place that imports PySide6."""

from kehoach_desktop.ui.overriding import guard_overrides

guard_overrides()
