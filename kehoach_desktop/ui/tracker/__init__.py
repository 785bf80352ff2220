"""The tracker: tasks by quarters, the record of one cell, the period's figures."""
