"""Whether a regulation or a plan may be begun, written, answered or adopted now."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Charter, CharterAnswer, CharterState, Opinion
from campaigns.queries import charters as queries
from campaigns.queries.registrations import boards_seated
from foundation import clock
from foundation.refusals import Refusal

LONGEST_TEXT = 60_000  # letters


class CharterBegun(Refusal):
    text = _("A draft is being written already. Go on with that one.")


class NewVersionReasonMissing(Refusal):
    text = _("One of this year has been adopted. Say why it is to be replaced.")
    field = "reason"


class CharterClosed(Refusal):
    text = _("The text is “%(state)s” and stays as it is. Begin a new version to change it.")


class StaleCharter(Refusal):
    """Somebody else has saved the text since the page was opened."""

    text = _("%(who)s has changed the text meanwhile. Both versions are shown.")


class CharterTooLong(Refusal):
    text = _("The text has %(letters)s letters; at most %(most)s are allowed.")
    field = "text"


class CharterEmpty(Refusal):
    text = _("Write the text first.")


class LastDayPassed(Refusal):
    text = _("The last day for opinions is over already.")
    field = "comments_due_on"


class BoardsNotAsked(Refusal):
    text = _("The boards have not been asked yet.")


class NoMemberBoard(Refusal):
    text = _("%(board)s is no member of the bloc in %(year)s.")


class OpinionEmpty(Refusal):
    text = _("Agree, or say what should be different.")
    field = "text"


class ReplyMissing(Refusal):
    text = _("Write an answer.")
    field = "text"


class RepliedAlready(Refusal):
    text = _("This opinion has been answered already.")


class OpinionsStillOpen(Refusal):
    text = _("The boards may give their opinions until %(day)s.")
    field = "despite"


class OpinionsUnanswered(Refusal):
    text = _("Opinions without an answer: %(count)s.")
    field = "despite"


def check_draft_charter(campaign: Campaign, kind: str, reason: str) -> None:
    """One at a time; one that replaces an adopted one of the same year says why."""
    if queries.open_charter(campaign, kind):
        raise CharterBegun
    if queries.charter_in_force(campaign, kind) and not reason.strip():
        raise NewVersionReasonMissing


def check_open_charter(charter: Charter) -> None:
    """It has not been adopted. Raises CharterClosed."""
    if not charter.is_open:
        raise CharterClosed(state=charter.get_state_display())


def check_edit_charter(charter: Charter, text: str, seen_edition: int) -> None:
    """Not adopted yet, upon the text that the writer has seen."""
    check_open_charter(charter)
    if seen_edition != charter.edition:
        raise StaleCharter(who=charter.changed_by)
    if len(text) > LONGEST_TEXT:
        raise CharterTooLong(letters=len(text), most=LONGEST_TEXT)


def check_consult_on_charter(charter: Charter, due_on: dt.date) -> None:
    """There is something to read, and time to read it."""
    check_open_charter(charter)
    if not charter.text.strip():
        raise CharterEmpty
    if due_on < clock.today():
        raise LastDayPassed


def check_answer_charter(answer: CharterAnswer, text: str, *, agrees: bool) -> None:
    """The boards of the year, after they were asked and before adoption."""
    charter = answer.charter
    if charter.state == CharterState.DRAFT:
        raise BoardsNotAsked
    check_open_charter(charter)
    if answer.board not in boards_seated(charter.campaign):
        raise NoMemberBoard(board=answer.board.short_name, year=charter.year)
    if not agrees and not text.strip():
        raise OpinionEmpty


def check_reply_to_opinion(opinion: Opinion, text: str) -> None:
    """Once, before adoption, in words."""
    check_open_charter(opinion.charter)
    if opinion.replied_at:
        raise RepliedAlready
    if not text.strip():
        raise ReplyMissing


def check_adopt_charter(charter: Charter, *, despite: bool) -> None:
    """The boards had their time and were answered, or the chief says otherwise."""
    if not charter.text.strip():
        raise CharterEmpty
    if despite:
        return
    if not queries.is_due(charter):
        raise OpinionsStillOpen(day=charter.comments_due_on)
    if count := queries.unanswered(charter):
        raise OpinionsUnanswered(count=count)
