"""Workbooks an office can go on working in: the appendix, the tracker, the tables of a report."""

from kehoach_desktop.export.xlsx.book import write_plan_book as write_plan_book
from kehoach_desktop.export.xlsx.book import write_table_book as write_table_book
