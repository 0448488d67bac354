"""Whether a board may agree to stand."""

from django.utils.translation import gettext_lazy as _

from conferences.models import BoardAtConference, Conference, ConferenceKind, Consent
from conferences.queries import candidates as queries
from conferences.regulations.delegates import BoardDoesNotVote
from conferences.regulations.invitations import check_to_come
from foundation.refusals import Refusal


class NoElectionHere(Refusal):
    text = _("The officers of the next year are elected at the closing conference.")
    is_final = True


class MayNotStand(Refusal):
    text = _("%(board)s may not stand: %(reasons)s.")
    is_final = True


class ConsentGone(Refusal):
    text = _("%(board)s has not agreed to stand, or has taken it back.")
    is_final = True


def check_agree_to_stand(who: BoardAtConference) -> None:
    """A member that may stand, before the closing conference is over.

    Raises ConferenceCalledOff, ConferenceOver, NoElectionHere, BoardDoesNotVote, MayNotStand.
    """
    check_to_come(who.conference)
    check_elects(who.conference)
    rows = {row.board: row for row in queries.candidates(who.conference)}
    if who.board not in rows:
        raise BoardDoesNotVote(board=who.board)
    if not rows[who.board].may_stand:
        raise MayNotStand(board=who.board, reasons="; ".join(rows[who.board].reasons))


def check_withdraw_consent(who: BoardAtConference, consent: Consent | None) -> None:
    """What was agreed, before the conference is over.

    Raises ConferenceCalledOff, ConferenceOver and ConsentGone.
    """
    check_to_come(who.conference)
    if consent is None:
        raise ConsentGone(board=who.board)


def check_elects(conference: Conference) -> None:
    """Only the closing conference elects. Raises NoElectionHere."""
    if conference.kind != ConferenceKind.YEAR_END:
        raise NoElectionHere
