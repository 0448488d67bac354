"""Whether a registration may be begun, written, handed in or decided now."""

from django.utils.translation import gettext_lazy as _

from campaigns.goals import Goals
from campaigns.models import BoardYear, PhaseKind, Registration, RegistrationState
from campaigns.queries import registrations as queries
from campaigns.regulations.calendar import check_begun
from foundation.refusals import Refusal

WRITABLE = {RegistrationState.DRAFT, RegistrationState.RETURNED, RegistrationState.CHANGING}
MOST_AIMS = 40
LONGEST_MOVEMENTS = 4000
MOST_OF_A_TITLE = 10_000  # units or persons of one board


class NotAMember(Refusal):
    text = _("%(board)s does not sit in the bloc in %(year)s.")


class StartOfAnotherBoard(Refusal):
    text = _("Start with what the same board registered in the same bloc.")
    field = "start_from"


class RegistrationClosed(Refusal):
    text = _(
        "The registration is “%(state)s”. It can be written again when it is returned, or when "
        "the board's leader asks for a change."
    )


class StaleRegistration(Refusal):
    """Somebody else has changed the registration since the page was opened."""

    text = _("%(who)s has changed the registration meanwhile. Both versions are shown below.")


class IndicatorUnknown(Refusal):
    text = _("An indicator is not in the catalogue any more. Look at the list again.")


class TooManyAims(Refusal):
    text = _("A registration holds at most %(most)s titles and awards.")


class AimTwice(Refusal):
    text = _("“%(title)s” is there twice for the same. Say it once, with the number.")


class MovementsTooLong(Refusal):
    text = _("The movements are longer than %(most)s characters.")
    field = "movements"


class NoTarget(Refusal):
    text = _("Before it is handed in the registration needs at least one target.")


class ReasonMissing(Refusal):
    text = _("Say why.")
    field = "reason"


def check_begin_registration(board_year: BoardYear, start_from: Registration | None) -> None:
    """A board that sits in the bloc that year; with figures of its own."""
    if board_year.board not in queries.boards_of_year(board_year.campaign):
        raise NotAMember(board=board_year.board.short_name, year=board_year.year)
    if start_from and (start_from.board, start_from.bloc) != (board_year.board, board_year.bloc):
        raise StartOfAnotherBoard


def check_edit_registration(registration: Registration, goals: Goals, seen_edition: int) -> None:
    """While it is in the board's hands, on the text as it stands, within what a paper holds."""
    check_writable(registration)
    if seen_edition != registration.edition:
        raise StaleRegistration(who=registration.changed_by)
    known = {indicator.pk for indicator in queries.indicators_of(registration)}
    if set(goals.targets) - known:
        raise IndicatorUnknown
    if len(goals.aims) > MOST_AIMS:
        raise TooManyAims(most=MOST_AIMS)
    seen = set()
    for aim in goals.aims:
        if (aim.title, aim.holder) in seen:
            raise AimTwice(title=aim.title)
        seen.add((aim.title, aim.holder))
    if len(goals.movements) > LONGEST_MOVEMENTS:
        raise MovementsTooLong(most=LONGEST_MOVEMENTS)


def check_writable(registration: Registration) -> None:
    """It is in the board's hands."""
    if registration.state not in WRITABLE:
        raise RegistrationClosed(state=registration.get_state_display())


def check_submit_registration(registration: Registration) -> None:
    """From the first day of the phase on, with at least one target; late is marked."""
    check_begun(registration.campaign, PhaseKind.REGISTRATION, registration.board_id)
    if all(target.plan is None for target in registration.targets.all()):
        raise NoTarget


def check_reason(reason: str) -> None:
    """In words."""
    if not reason.strip():
        raise ReasonMissing
