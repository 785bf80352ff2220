"""Workbooks an office can go on working in: the appendix, the tracker, the tables and charts of a report."""

from kehoach_desktop.export.xlsx.book import write_table_book as write_table_book
from kehoach_desktop.export.xlsx.plan_book import write_plan_book as write_plan_book
from kehoach_desktop.export.xlsx.report_book import write_report_book as write_report_book
