"""What pages show of the evidence of a report."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from campaigns.models import Evidence, Figure, Report, Section
from campaigns.queries import evidence as queries
from campaigns.regulations import evidence as regulations
from members.models import Account


def shelf(
    report: Report, account: Account, sections: Iterable[Section], figures: Iterable[Figure]
) -> dict[str, Any]:
    """The evidence of the report, put as ``evidence`` on the sections and figures it proves.

    ``changes``: the person may bring, link and withdraw now. Who checks the report also
    sees on each row, as ``uses``, where else the same file was used. One query, two for
    who checks.
    """
    rows = queries.evidence_of(report)
    if account.has_perm("campaigns.view_reuse", report):
        elsewhere = queries.uses_elsewhere(report, rows)
        for row in rows:
            row.uses = elsewhere.get(row.document.blob_id, []) if row.document else []
    for prefix, things in ((queries.SECTION, sections), (queries.FIGURE, figures)):
        hang(rows, prefix, things)
    writable = report.state in regulations.WRITABLE
    return {
        "evidence": rows,
        "changes": writable and account.has_perm("campaigns.add_evidence", report),
    }


def hang(rows: list[Evidence], prefix: str, things: Iterable[Any]) -> None:
    """Put on each thing its ``key`` and the rows that prove it."""
    for thing in things:
        thing.key = f"{prefix}{thing.pk}"
        thing.evidence = [row for row in rows if thing.key in row.proves]


def room(report: Report) -> dict[str, int]:
    """How much the board's evidence of the year takes, and how much it may, in bytes."""
    return {"taken": queries.bytes_of(report.board, report.year), "most": settings.EVIDENCE_LIMIT}
