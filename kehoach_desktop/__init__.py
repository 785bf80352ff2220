"""Kế hoạch Desktop: one plan, its appendix, its quarters, its reports, in one file."""

__version__ = "0.2.0"
