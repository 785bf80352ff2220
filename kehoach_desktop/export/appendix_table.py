"""The appendix as a table: as the decree's practice has it, and the office's own columns that print."""

from kehoach_desktop.domain.plan import Appendix
from kehoach_desktop.export.tables import Column, Group, Table

APPENDIX_COLUMNS = (
    Column("number", "TT", 10, "center"),
    Column("content", "Nội dung", 66),
    Column("form", "Hình thức", 66),
    Column("lead", "Cơ quan chủ trì", 36),
    Column("partners", "Cơ quan phối hợp", 40),
    Column("time", "Thời gian thực hiện", 29),
)
"""247 mm in all: A4 landscape less 30 mm on the left and 20 mm on the right."""

NOTE_COLUMN = Column("note", "Ghi chú", 25)


def appendix_table(appendix: Appendix) -> Table:
    """Return the appendix as printed: TT and content merged over the rows; notes only if there are any."""
    noted = any(task.note for activity in appendix.activities for task in activity.tasks)
    columns = (*APPENDIX_COLUMNS, NOTE_COLUMN) if noted else APPENDIX_COLUMNS
    keys = [column.key for column in columns[2:]]
    groups = tuple(
        Group(
            (number, activity.content),
            tuple(tuple(getattr(task, key) for key in keys) for task in activity.tasks),
        )
        for number, activity in enumerate(appendix.activities, 1)
    )
    return Table(columns, groups)
