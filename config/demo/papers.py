"""What the demo leaves in a folder: the pledge as a PDF, and what happened as JSON."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from config import verification
from foundation.documents.keeping import write_for_good
from foundation.documents.library import VIETNAM
from foundation.signing.models import Signature
from members.models import Board
from pledges.models import Pledge

SUMMARY = "tom-tat.json"


def write_papers(pledge: Pledge, summary: dict[str, Any], folder: Path) -> Path:
    """Write giao-uoc-N.pdf, the newest revision, and tom-tat.json; returns the PDF's path."""
    paper = folder / f"giao-uoc-{pledge.year}.pdf"
    write_for_good(paper, pledge.round.newest.read())
    text = json.dumps(summary, ensure_ascii=False, indent=2, default=written)
    write_for_good(folder / SUMMARY, text.encode())
    return paper


def written(value: Any) -> Any:
    """Days and instants by ISO 8601, instants in the office's zone; figures as they are."""
    if isinstance(value, dt.datetime):
        return value.astimezone(VIETNAM).isoformat()
    return float(value) if isinstance(value, Decimal) else str(value)


def summarise(pledge: Pledge) -> dict[str, Any]:
    """What happened in the case, from the same rows as the screens."""
    bloc = pledge.bloc
    verdict = verification.judge_ours(pledge.round.newest.revision)
    return {
        "demo": "DEMO – không có giá trị pháp lý",
        "bloc": {"code": bloc.code, "name": bloc.name, "organiser": str(bloc.organiser)},
        "members": [member(seat) for seat in bloc.seats.order_by("position")],
        "officers": [officer(term) for term in bloc.terms.order_by("year", "office")],
        "pledge": {
            "year": pledge.year,
            "signed_on": pledge.signed_on,
            "place": pledge.place,
            "state": pledge.state,
            "tasks": [task.text for task in pledge.tasks.all()],
            "code": pledge.round.code,
            "file": f"giao-uoc-{pledge.year}.pdf",
            "sha256": pledge.round.newest.blob_id,
            "parties": pledge.round.parties.count(),
            "valid": verdict.is_good,
        },
        "signatures": signatures(pledge, verdict),
    }


def member(seat: Any) -> dict[str, Any]:
    board: Board = seat.board
    return {
        "code": board.code,
        "province": board.province,
        "member_from": seat.since,
        "member_to": seat.until,
        "names": [
            {
                "name": name.name,
                "short_name": name.short_name,
                "valid_from": name.since,
                "valid_to": name.until,
            }
            for name in board.all_names
        ],
        "merged_into": [
            {"name": str(step.successor), "year": step.year} for step in board.successions.all()
        ],
    }


def officer(term: Any) -> dict[str, Any]:
    return {
        "year": term.year,
        "role": term.office,
        "board": term.board.code,
        "name": term.board.name_on(term.since),
        "since": term.since,
        "representative": term.representative or None,
        "invented": term.is_invented,
    }


def signatures(pledge: Pledge, verdict: verification.Verdict) -> list[dict[str, Any]]:
    """Each board's signature as the table holds it, beside what the bytes say."""
    rows = Signature.objects.filter(party__round=pledge.round).order_by("party__position")
    boards = {place.party_id: place.board.code for place in pledge.signatories.all()}
    return [
        {
            "board": boards[row.party_id],
            "party": row.party.name,
            "signer": row.signer_name,
            "title": row.signer_title,
            "method": row.method,
            "signed_at": row.signed_at,
            **certificate(row),
            **standing(verdict.report.signature(row.party.field)),
        }
        for row in rows.select_related("party")
    ]


def certificate(row: Signature) -> dict[str, Any]:
    if row.certificate is None:
        return {"certificate": None}
    return {
        "certificate": {
            "subject": row.subject,
            "issuer": row.issuer,
            "serial": row.serial,
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
        }
    }


def standing(report: Any) -> dict[str, Any]:
    """What the verifier says of the signature's bytes."""
    if report is None:
        return {"intact": None, "trusted": None, "valid": None}
    return {"intact": report.intact, "trusted": report.trusted, "valid": report.valid}
