"""Whether a conference may be opened or closed now."""

from conferences.models import BallotStage, Conference
from conferences.regulations.attendance import check_on_the_day
from conferences.regulations.conferences import (
    BallotUnderWay,
    ConferenceNotOpened,
    ConferenceOpened,
    hour_of,
)

UNFINISHED = (BallotStage.OPEN, BallotStage.CLOSED, BallotStage.COUNTED)


def check_open_conference(conference: Conference) -> None:
    """On the day, once. Raises what check_on_the_day raises, and ConferenceOpened."""
    check_on_the_day(conference)
    if conference.opened_at:
        raise ConferenceOpened(time=hour_of(conference.opened_at))


def check_close_conference(conference: Conference) -> None:
    """On the day, after the opening, with every ballot at its end.

    Raises what check_on_the_day raises, ConferenceNotOpened and BallotUnderWay.
    """
    check_on_the_day(conference)
    if conference.opened_at is None:
        raise ConferenceNotOpened
    unfinished = conference.ballots.filter(state__in=UNFINISHED).order_by("position").first()
    if unfinished:
        raise BallotUnderWay(title=unfinished.title)
