"""Whether a board may send somebody to vote for it."""

from django.utils.translation import gettext_lazy as _

from conferences.models import BoardAtConference
from conferences.queries import delegates as queries
from conferences.queries.ballots import is_voting
from conferences.regulations.invitations import check_to_come
from foundation.refusals import Refusal
from members.models import Account


class BoardDoesNotVote(Refusal):
    text = _("%(board)s is no member of the bloc on that day.")
    is_final = True


class BallotIsOpen(Refusal):
    text = _("A ballot is open; nobody is replaced until it is closed.")
    is_final = True


class PersonNotOfBloc(Refusal):
    text = _("%(person)s works neither at this board nor leads another one of the bloc.")
    field = "person"


class DelegateNameMissing(Refusal):
    text = _("Say who is authorised.")
    field = "name"


class AuthorisationMissing(Refusal):
    text = _("Upload the authorisation that the board's leader has signed.")
    field = "file"


def check_may_send(who: BoardAtConference) -> None:
    """A board that votes, until the conference is over, and never during a ballot.

    Raises ConferenceCalledOff, ConferenceOver, BallotIsOpen and BoardDoesNotVote.
    """
    check_to_come(who.conference)
    if is_voting(who.conference):
        raise BallotIsOpen
    if who.board not in queries.members_of(who.conference):
        raise BoardDoesNotVote(board=who.board)


def check_name_delegate(who: BoardAtConference, person: Account) -> None:
    """Somebody of the board, or a leader of another one. Raises PersonNotOfBloc too."""
    check_may_send(who)
    if person.pk not in {post.account_id for post in queries.who_may_stand(who)}:
        raise PersonNotOfBloc(person=person)


def check_authorise_by_paper(
    who: BoardAtConference, name: str, person: Account | None, content: bytes
) -> None:
    """By a paper, with a name. Raises DelegateNameMissing and AuthorisationMissing too."""
    if person:
        check_name_delegate(who, person)
    else:
        check_may_send(who)
        if not name.strip():
            raise DelegateNameMissing
    if not content:
        raise AuthorisationMissing
