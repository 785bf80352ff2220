"""The reports on a plan in its open JSON form: optional, left out while there are none."""

import base64
from typing import Any

from kehoach_desktop.domain.plan import Plan, Sending


def report_keys(report: Plan) -> dict[str, Any]:
    """Return what a report has besides what a plan has."""
    assert report.reporting is not None  # noqa: S101 - only reports are asked for
    return {
        "period": {
            "code": report.reporting.code,
            "from": report.reporting.start.isoformat(),
            "to": report.reporting.end.isoformat(),
        },
        "addressees": list(report.addressees),
        **({"sendings": [_sending(one) for one in report.sendings]} if report.sendings else {}),
    }


def _sending(sending: Sending) -> dict[str, Any]:
    return {
        "sent_at": sending.sent_at.isoformat(),
        "number": sending.number,
        "date": sending.date.isoformat() if sending.date else None,
        "message": sending.message,
        "pdf": base64.b64encode(sending.pdf).decode("ascii"),
        "workbook": base64.b64encode(sending.workbook).decode("ascii"),
        "checksum": sending.checksum,
        **({"replaces": sending.replaces} if sending.replaces else {}),
    }
