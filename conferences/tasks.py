"""What happens at a conference by itself, by the timetable."""

from celery import shared_task

from conferences import actions
from conferences.models import HandOver, SignedPaper
from conferences.packing import pack_year
from conferences.papers.signing import draw
from conferences.queries.ballots import ballots_to_close
from conferences.queries.signing import AROUND
from conferences.regulations.ballots import NotOpen


def pack_papers(hand_over_id: int, prepared_at: str) -> None:
    """Pack the papers of a year that is handed over.

    Twice is once: the first look spares the packing, and the action, which holds the row,
    decides between two workers that both came this far.
    """
    hand_over = HandOver.objects.select_related("campaign__bloc").get(pk=hand_over_id)
    if hand_over.archive_id is None:
        pack_year(hand_over, prepared_at)


def draw_paper(signed_paper_id: int) -> None:
    """Draw a paper that people sign, and lay it before them.

    Twice is once: the first look spares the drawing, and the action, which holds the row,
    decides between two workers that both came this far.
    """
    signed = SignedPaper.objects.select_related(*AROUND).get(pk=signed_paper_id)
    if signed.round_id is None:
        actions.open_paper(signed, draw(signed))


@shared_task
def close_ballots() -> None:
    """Close the ballots whose hour has come; one that was closed by hand meanwhile stays so."""
    for ballot in ballots_to_close():
        try:
            actions.close_ballot(ballot, by=None)
        except NotOpen:
            continue
