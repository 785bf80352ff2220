"""The appendix as a sheet: its rows, its verbs, its table view and what paints the cells."""
