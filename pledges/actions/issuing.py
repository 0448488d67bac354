"""From the frozen text to the sealed paper, or back."""

from django.conf import settings
from django.db import transaction

from foundation import clock
from foundation.audit.log import record
from foundation.audit.models import Event
from foundation.documents import pades
from foundation.documents.library import Drawing
from foundation.jobs.models import Job
from foundation.shortcuts import later, lock
from foundation.signing import rounds
from foundation.signing.codes import new_code
from members.models import Account
from pledges import letters, paper, queries
from pledges.actions.text import keep_version
from pledges.models import Pledge, PledgeState, Signatory, Version
from pledges.regulations import text as regulations

LONGEST_NOTE = 300


@transaction.atomic
def issue_pledge(pledge: Pledge, *, despite: bool = False, by: Account) -> Version:
    """Freeze the text and have it drawn (phát hành giao ước).

    ``despite``: although boards have not agreed; they are named in the history.
    Raises NotInConsultation, NothingToSend, PlaceAndDayMissing, NobodyToSign and
    BoardsHaveNotAgreed.
    """
    lock(pledge)
    regulations.check_issue_pledge(pledge, despite=despite)
    silent = ", ".join(board.short_name for board in queries.boards_not_agreed(pledge))
    pledge.move(PledgeState.DRAWING)
    pledge.save(update_fields=["state"])
    printed = {"code": new_code(), "authority": paper.authority_of(pledge)}
    version = keep_version(pledge, note="", by=by, **printed)
    record("pledges.issue_pledge", pledge, by=by, version=version.number, silent=silent)
    later(queries.DRAWING_TASK, pledge.pk)
    return version


@transaction.atomic
def redraw_pledge(pledge: Pledge, *, by: Account) -> None:
    """Have it drawn once more after the drawing has failed (vẽ lại).

    Raises NotOpen and DrawingGoesOn.
    """
    lock(pledge)
    regulations.check_redraw_pledge(pledge)
    Job.objects.filter(task=queries.DRAWING_TASK, args=[pledge.pk]).failed().delete()
    record("pledges.redraw_pledge", pledge, by=by)
    later(queries.DRAWING_TASK, pledge.pk)


@transaction.atomic
def tell_drawing_failed(pledge: Pledge) -> None:
    """Write to whoever can have it drawn again; a step of the system, once for each attempt."""
    lock(pledge)
    job = queries.drawing_of(pledge)
    if job is None or job.failed_at is None:
        return
    about = Event.objects.about(pledge)
    if about.filter(verb="pledges.tell_drawing_failed", facts__job=job.pk).exists():
        return
    asked = about.filter(verb__in=["pledges.issue_pledge", "pledges.redraw_pledge"]).first()
    record("pledges.tell_drawing_failed", pledge, by=None, job=job.pk)
    letters.tell_drawing_failed(pledge, asked)


@transaction.atomic
def open_for_signature(pledge: Pledge, version: Version, drawing: Drawing) -> None:
    """Lay the fields and open the round (mở ký).

    Nothing happens if another worker was faster, or if the text was taken back and
    issued anew while this version was being drawn.
    """
    lock(pledge)
    if pledge.state != PledgeState.DRAWING or version != pledge.versions.latest("number"):
        return
    assert pledge.signed_on, "an issued text has its day"
    boards = queries.signing_boards(pledge)
    opened = rounds.open_round(
        pades.lay_fields(drawing.pdf, paper.cells(drawing)),
        title=f"Bản giao ước thi đua năm {pledge.year}",  # a paper's title is Vietnamese
        file_name=f"giao-uoc-{pledge.year}.pdf",
        code=version.content["code"],
        parties=[paper.party(board, pledge.signed_on) for board, _ in boards],
        bloc=pledge.bloc.code,
        year=pledge.year,
        is_demo=settings.DEMO or pledge.is_invented,
    )
    by_key = {party.key: party for party in opened.parties.all()}
    Signatory.objects.bulk_create(
        Signatory(pledge=pledge, board=board, party=by_key[paper.key(board)]) for board, _ in boards
    )
    pledge.move(PledgeState.OPEN)
    pledge.round = opened
    pledge.save(update_fields=["state", "round"])
    Version.objects.filter(pk=version.pk).update(round=opened)
    record("pledges.open_for_signature", pledge, by=None, boards=len(boards))
    letters.tell_round_opened(pledge)


@transaction.atomic
def close_pledge(pledge: Pledge, *, reason: str, by: Account) -> None:
    """End the signing although boards are missing; they are listed (đóng giao ước).

    Raises NotOpen and ReasonMissing.
    """
    lock(pledge)
    regulations.check_close_pledge(pledge, reason)
    assert pledge.round, "an open pledge has its round"
    missing = ", ".join(party.name for party in rounds.missing(pledge.round))
    rounds.close(pledge.round, reason.strip(), by=by)
    pledge.move(PledgeState.CLOSED)
    pledge.save(update_fields=["state"])
    record("pledges.close_pledge", pledge, by=by, reason=reason.strip(), missing=missing)
    letters.tell_sealed(pledge)


@transaction.atomic
def withdraw_pledge(pledge: Pledge, *, reason: str, by: Account) -> Version:
    """Void the round after a mistake; the text goes back to be agreed anew (thu hồi).

    The revisions stay readable and verify as void; everybody who signed is told. A
    pledge whose paper could not be drawn is taken back in the same way. Raises NotIssued
    and ReasonMissing.
    """
    lock(pledge)
    regulations.check_withdraw_pledge(pledge, reason)
    reason = reason.strip()
    was_open = pledge.round is not None
    if pledge.round:
        letters.tell_withdrawn(pledge, reason)
        rounds.void(pledge.round, reason, by=by)
    pledge.move(PledgeState.DRAFT)
    pledge.round, pledge.answers_due_on = None, None
    pledge.edition += 1
    pledge.save(update_fields=["state", "round", "answers_due_on", "edition"])
    pledge.consents.filter(voided_at=None).update(voided_at=clock.now())
    record("pledges.withdraw_pledge", pledge, by=by, reason=reason, was_open=was_open)
    return keep_version(pledge, note=reason[:LONGEST_NOTE], by=by)
