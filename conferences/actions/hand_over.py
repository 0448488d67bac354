"""The old chief hands the year over, the new one receives it."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from bloc.actions import end_secretary
from bloc.models import Secretary
from campaigns.models import Campaign
from conferences.actions.signing import issue_paper, number_for
from conferences.letters import hand_over as letters
from conferences.models import HandOver, PaperKind
from conferences.papers import hand_over as papers
from conferences.queries import hand_over as queries
from conferences.queries.conferences import closing_held
from conferences.regulations import hand_over as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.documents.models import Blob, Document
from foundation.shortcuts import later, lock
from members.models import Account


@transaction.atomic
def prepare_hand_over(campaign: Campaign, *, remarks: str = "", by: Account) -> HandOver:
    """Write down who hands over to whom, and have the papers packed (chuẩn bị bàn giao).

    Again: other remarks, and the archive anew. Raises HandedOverAlready, NobodyToHandOver,
    NobodyToReceive and SameChief.
    """
    lock(campaign)
    there = queries.hand_over_of(campaign)
    giver, receiver = regulations.check_prepare_hand_over(campaign, there)
    hand_over = there or HandOver(campaign=campaign)
    hand_over.giver, hand_over.receiver = giver.board, receiver.board
    hand_over.remarks = remarks.strip()
    hand_over.prepared_at, hand_over.prepared_by = clock.now(), by
    hand_over.archive = hand_over.papers = hand_over.left_out = None
    hand_over.save()
    facts = {"giver": giver.board.short_name, "receiver": receiver.board.short_name}
    record("conferences.prepare_hand_over", hand_over, by=by, year=campaign.year, **facts)
    later(queries.PACKING_TASK, hand_over.pk, hand_over.prepared_at.isoformat())
    return hand_over


@transaction.atomic
def keep_archive(
    hand_over: HandOver, prepared_at: str, blob: Blob, *, papers: int, left_out: int
) -> None:
    """File what was packed; a step of the system.

    Nothing happens if another worker was faster, or if it was prepared anew meanwhile.
    """
    lock(hand_over)
    if hand_over.archive or hand_over.prepared_at != dt.datetime.fromisoformat(prepared_at):
        return
    hand_over.archive = Document.objects.create(
        blob=blob,
        title=f"Hồ sơ bàn giao năm {hand_over.year}",
        file_name=f"ban-giao-{hand_over.year}.zip",
        owner=queries.OWNER,
        bloc=hand_over.bloc.code,
        year=hand_over.year,
    )
    hand_over.papers, hand_over.left_out = papers, left_out
    hand_over.save(update_fields=["archive", "papers", "left_out"])
    record("conferences.keep_archive", hand_over, by=None, papers=papers, sha256=blob.pk)


@transaction.atomic
def hand_over_year(hand_over: HandOver, *, by: Account) -> None:
    """The old chief's word that everything is there; the new chief is told (bàn giao).

    Raises HandedOverAlready, ArchiveMissing and ArchiveStale.
    """
    lock(hand_over)
    regulations.check_hand_over_year(hand_over)
    hand_over.given_at, hand_over.given_by = clock.now(), by
    hand_over.save(update_fields=["given_at", "given_by"])
    facts = {"giver": hand_over.giver.short_name, "receiver": hand_over.receiver.short_name}
    record("conferences.hand_over_year", hand_over, by=by, year=hand_over.year, **facts)
    letters.tell_handed_over(hand_over)


@transaction.atomic
def receive_year(hand_over: HandOver, *, by: Account) -> None:
    """The new chief's word that it was received; the old secretary's post ends (nhận bàn giao).

    Raises NotHandedOver and ReceivedAlready.
    """
    lock(hand_over)
    regulations.check_receive_year(hand_over)
    hand_over.received_at, hand_over.received_by = clock.now(), by
    hand_over.save(update_fields=["received_at", "received_by"])
    today = clock.today()
    posts = Secretary.objects.filter(bloc=hand_over.bloc, year=hand_over.year, since__lte=today)
    for post in posts.filter(Q(until=None) | Q(until__gt=today)):
        end_secretary(post, until=today, by=by)
    facts = {"giver": hand_over.giver.short_name, "receiver": hand_over.receiver.short_name}
    record("conferences.receive_year", hand_over, by=by, year=hand_over.year, **facts)
    issue_record(hand_over, by=by)
    letters.tell_received(hand_over)


def issue_record(hand_over: HandOver, *, by: Account) -> None:
    """The record is laid before both, where the year has held its closing conference."""
    conference = closing_held(hand_over.campaign)
    if conference is None:
        return
    paper = number_for(conference, papers.full_title(hand_over), by=by)
    issue_paper(conference, PaperKind.HAND_OVER, paper, by=by)
