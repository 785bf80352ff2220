"""What was reported of a closed period as text: the same facts always give the same bytes."""

import json
from typing import Any

from kehoach_desktop.domain.reported import Facts, Row

FORMAT = "kehoach-closing"
VERSION = 1


def facts_to_json(said: Facts) -> str:
    """Return the facts as JSON in one line."""
    counted = said.figures
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        **({"closings": said.closings} if said.closings is not None else {}),
        "figures": {
            "total": counted.total,
            "overdue": counted.overdue,
            "states": {str(state): count for state, count in counted.states.items()},
            "totals": [[t.indicator, t.unit, t.value, t.cumulative] for t in counted.totals],
        },
        "tasks": [_row_to_json(row) for row in said.rows],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _row_to_json(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "place": row.place,
        "content": row.content,
        "form": row.form,
        "status": str(row.status),
        "percent": row.percent,
        "quarter": row.quarter,
        "overdue": row.is_overdue,
        "cells": [
            {
                "quarter": cell.quarter,
                "inside": cell.is_inside,
                "status": str(cell.status),
                "percent": cell.percent,
                "texts": cell.texts,
                "counts": cell.counts,
            }
            for cell in row.cells
        ],
    }
