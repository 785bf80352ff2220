"""Báo cáo: the list of them, the page one is written on, where a figure comes from, sending."""
