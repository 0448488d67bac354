"""What happens at a conference by itself, by the timetable."""

from celery import shared_task

from conferences import actions
from conferences.queries.ballots import ballots_to_close
from conferences.regulations.ballots import NotOpen


@shared_task
def close_ballots() -> None:
    """Close the ballots whose hour has come; one that was closed by hand meanwhile stays so."""
    for ballot in ballots_to_close():
        try:
            actions.close_ballot(ballot, by=None)
        except NotOpen:
            continue
