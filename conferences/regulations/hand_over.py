"""Whether a year may be handed over, and received."""

from django.utils.translation import gettext_lazy as _

from bloc.models import Term
from campaigns.models import Campaign
from conferences.models import HandOver
from conferences.queries import hand_over as queries
from foundation.refusals import Refusal


class NobodyToHandOver(Refusal):
    text = _("The year %(year)s has had no chief; there is nobody to hand it over.")
    is_final = True


class NobodyToReceive(Refusal):
    text = _("The chief of %(year)s has not begun yet.")
    is_final = True


class SameChief(Refusal):
    text = _("%(board)s stays chief in %(year)s: nothing passes to another board.")
    is_final = True


class HandedOverAlready(Refusal):
    text = _("The year has been handed over already.")
    is_final = True


class ArchiveMissing(Refusal):
    text = _("The archive of the papers is still being made. Try again in a minute.")


class ArchiveStale(Refusal):
    text = _("Papers have been filed since the archive was made. Make it anew first.")


class NotHandedOver(Refusal):
    text = _("The old chief has not handed the year over yet.")


class ReceivedAlready(Refusal):
    text = _("The year has been received already.")
    is_final = True


def check_prepare_hand_over(campaign: Campaign, there: HandOver | None) -> tuple[Term, Term]:
    """Another board is chief of the next year, and has begun; returns both terms.

    Raises HandedOverAlready, NobodyToHandOver, NobodyToReceive and SameChief.
    """
    if there and there.given_at:
        raise HandedOverAlready
    chiefs, after = queries.chiefs_around(campaign), campaign.year + 1
    if campaign.year not in chiefs:
        raise NobodyToHandOver(year=campaign.year)
    if after not in chiefs:
        raise NobodyToReceive(year=after)
    giver, receiver = chiefs[campaign.year], chiefs[after]
    if giver.board == receiver.board:
        raise SameChief(board=receiver.board, year=after)
    return giver, receiver


def check_hand_over_year(hand_over: HandOver) -> None:
    """Once, with an archive of all papers filed so far.

    Raises HandedOverAlready, ArchiveMissing and ArchiveStale.
    """
    if hand_over.given_at:
        raise HandedOverAlready
    if hand_over.archive is None:
        raise ArchiveMissing
    held = (hand_over.papers or 0) + (hand_over.left_out or 0)
    if held != queries.papers_of(hand_over.campaign).count():
        raise ArchiveStale


def check_receive_year(hand_over: HandOver) -> None:
    """What was handed over, once. Raises NotHandedOver and ReceivedAlready."""
    if hand_over.given_at is None:
        raise NotHandedOver
    if hand_over.received_at:
        raise ReceivedAlready
