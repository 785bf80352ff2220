"""How it looks: the only place that imports PySide6."""
