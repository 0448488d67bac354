"""Whether something may be put to the vote, frozen, opened, counted and declared."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from conferences.models import (
    BallotStage,
    BoardAtBallot,
    Conference,
    ConferenceBallot,
    Teller,
    TellerAtBallot,
    VoteKind,
)
from conferences.queries import attendance
from conferences.queries import ballots as queries
from conferences.regulations.attendance import check_on_the_day
from conferences.regulations.conferences import check_stands
from foundation import clock
from foundation.ballots.rules import Mark
from foundation.ballots.tellers import ENOUGH
from foundation.refusals import Refusal
from members.models import Account

MOST_OPTIONS = 60


class TellersTooFew(Refusal):
    text = _("Two people at least count the votes. Name the tellers first.")
    field = "tellers"


class TellersFixed(Refusal):
    text = _("A ballot is under way and sealed to these tellers. Count or void it first.")
    is_final = True


class PhraseMissing(Refusal):
    text = _("Not all tellers have set their pass-phrase yet: %(names)s.")


class OptionsMissing(Refusal):
    text = _("Say who or what is voted on.")
    field = "boards"


class TooManyOptions(Refusal):
    text = _("At most %(most)s stand in one ballot.")
    field = "others"


class OptionTwice(Refusal):
    text = _("“%(option)s” stands there twice.")
    field = "others"


class TitleMissing(Refusal):
    text = _("Say what is voted on.")
    field = "title"


class NoSuchShare(Refusal):
    text = _("The share is more than nothing, and not more than all.")
    field = "share"


class NobodyCouldWin(Refusal):
    text = _("More than all votes cannot be reached.")
    field = "share"


class MostUnfit(Refusal):
    text = _("One may choose 1 to %(options)s.")
    field = "most"


class NotInPreparation(Refusal):
    text = _("The ballot is frozen; what it asks stays. Void it and prepare a new one.")
    is_final = True


class HourPast(Refusal):
    text = _("That hour is past.")
    field = "closes_at"


class QuorumMissing(Refusal):
    text = _("%(present)s boards are there; %(wanted)s are wanted.")


class NotOpen(Refusal):
    text = _("The ballot is not open.")
    is_final = True


class VotingOver(Refusal):
    text = _("The time is over; no more papers are taken.")
    is_final = True


class NotInTheRoom(Refusal):
    text = _("%(board)s is not entered as present. Say first that you are here.")


class MarksUnfit(Refusal):
    text = _("That does not fit this ballot. At most %(most)s may be chosen.")


class NoVoteOnItself(Refusal):
    text = _("By the rules of this ballot a board does not vote on itself.")


class NotClosed(Refusal):
    text = _("The ballot is not closed yet, or it was counted already.")
    is_final = True


class NoPaperVotes(Refusal):
    text = _("Nobody votes on paper or by letter; there is nothing to count by hand.")
    is_final = True


class FiguresUnfit(Refusal):
    text = _("The figures do not fit: %(why)s")


class HandCountsMissing(Refusal):
    text = _("%(papers)s votes came on paper or by letter. Two tellers enter first what they say.")


class NotSealedToYou(Refusal):
    text = _("This ballot was frozen before you were a teller; the others open it.")
    is_final = True


class NotCounted(Refusal):
    text = _("The ballot is not counted yet, or it was declared already.")
    is_final = True


class VoidReasonMissing(Refusal):
    text = _("Say why the ballot is void.")
    field = "reason"


class NothingToRepeat(Refusal):
    text = _("There is no second round: everything was decided, or another ballot follows already.")
    is_final = True


class HandsOnly(Refusal):
    text = _("This one is voted on in secret.")
    is_final = True


# -- preparing -------------------------------------------------------------------------------------


def check_name_tellers(conference: Conference, people: Sequence[Account]) -> None:
    """Two at least, while nothing is sealed to the former ones.

    Raises ConferenceCalledOff, TellersTooFew and TellersFixed.
    """
    check_stands(conference)
    if len(set(people)) < ENOUGH:
        raise TellersTooFew
    if conference.ballots.filter(state__in=queries.UNDER_WAY, is_secret=True).exists():
        raise TellersFixed


def check_set_phrase(teller: Teller) -> None:
    """Not while a ballot is sealed to the old one. Raises ConferenceCalledOff, TellersFixed."""
    check_stands(teller.conference)
    if queries.holds_parts(teller):
        raise TellersFixed


def check_try_phrase(teller: Teller) -> None:
    """Raises PhraseMissing."""
    if teller.keyholder is None:
        raise PhraseMissing(names=teller)


def check_prepare(ballot: ConferenceBallot, options: Sequence[str]) -> None:
    """With words, somebody to vote on, and rules by which somebody can win.

    Raises ConferenceCalledOff, NotInPreparation, TitleMissing, OptionsMissing, OptionTwice,
    TooManyOptions, NoSuchShare, NobodyCouldWin and MostUnfit.
    """
    check_stands(ballot.conference)
    if ballot.state != BallotStage.PREPARED:
        raise NotInPreparation
    if not ballot.title.strip():
        raise TitleMissing
    check_options(options)
    if not Fraction(0) < Fraction(ballot.share_parts, ballot.share_whole) <= 1:
        raise NoSuchShare
    if ballot.is_strict and ballot.share == 1:
        raise NobodyCouldWin
    if ballot.kind == VoteKind.CHOOSE and not 1 <= ballot.most <= len(options):
        raise MostUnfit(options=len(options))


def check_options(options: Sequence[str]) -> None:
    """Raises OptionsMissing, OptionTwice and TooManyOptions."""
    if not options:
        raise OptionsMissing
    if len(options) > MOST_OPTIONS:
        raise TooManyOptions(most=MOST_OPTIONS)
    for place, option in enumerate(options):
        if option in options[:place]:
            raise OptionTwice(option=option)


def blockers(ballot: ConferenceBallot) -> list[Refusal]:
    """What still has to be done before it can be frozen."""
    found: list[Refusal] = []
    if not queries.options_of(ballot):
        found.append(OptionsMissing())
    tellers = queries.tellers_of(ballot.conference)
    if len(tellers) < ENOUGH:
        found.append(TellersTooFew())
    without = [str(teller) for teller in tellers if teller.keyholder is None]
    if ballot.is_secret and without:
        found.append(PhraseMissing(names=", ".join(without)))
    return found


def check_freeze(ballot: ConferenceBallot) -> None:
    """Raises ConferenceCalledOff and the first of the blockers."""
    check_stands(ballot.conference)
    for blocker in blockers(ballot):
        raise blocker


# -- voting ----------------------------------------------------------------------------------------


def check_open(ballot: ConferenceBallot, closes_at: Any) -> None:
    """On the day, with enough boards there.

    Raises ConferenceCalledOff, NotToday, QuorumMissing and HourPast.
    """
    check_on_the_day(ballot.conference)
    quorum = attendance.quorum_of(ballot.conference)
    if not quorum.is_reached:
        raise QuorumMissing(present=quorum.present, wanted=quorum.wanted)
    if closes_at and closes_at <= clock.now():
        raise HourPast


def check_cast(who: BoardAtBallot, marks: Mapping[str, str]) -> None:
    """While it is open, by a board that is there, with what the ballot asks.

    Raises NotOpen, VotingOver, NotInTheRoom, MarksUnfit and NoVoteOnItself.
    """
    ballot = who.ballot
    if ballot.state != BallotStage.OPEN or ballot.box is None:
        raise NotOpen
    if ballot.closes_at and ballot.closes_at <= clock.now():
        raise VotingOver
    if not attendance.is_there(who):  # type: ignore[arg-type]
        raise NotInTheRoom(board=who.board.short_name)
    if not ballot.rules.fits(marks, queries.frozen_keys(ballot.box)):
        raise MarksUnfit(most=ballot.most)
    if not ballot.votes_on_itself and queries.own_options(who) & set(marks):
        raise NoVoteOnItself


def check_give_paper(ballot: ConferenceBallot) -> None:
    """Of a secret ballot, from the freeze until it is closed. Raises NotOpen."""
    if ballot.box is None or ballot.state not in (BallotStage.FROZEN, BallotStage.OPEN):
        raise NotOpen


def check_close(ballot: ConferenceBallot) -> None:
    """Raises NotOpen."""
    if ballot.state != BallotStage.OPEN:
        raise NotOpen


# -- counting --------------------------------------------------------------------------------------


def check_closed(ballot: ConferenceBallot) -> None:
    """Raises NotClosed."""
    if ballot.state != BallotStage.CLOSED:
        raise NotClosed


def check_hand_count(ballot: ConferenceBallot, figures: Mapping[str, Any]) -> None:
    """What a teller has counted of the papers on paper. Raises NotClosed, NoPaperVotes too."""
    check_closed(ballot)
    papers = queries.papers_by_hand(ballot)
    if not papers:
        raise NoPaperVotes
    check_figures(ballot, figures, papers)


def check_hands(ballot: ConferenceBallot, figures: Mapping[str, Any]) -> None:
    """What a teller has counted of the hands. Raises HandsOnly, NotClosed and FiguresUnfit."""
    if ballot.is_secret:
        raise HandsOnly
    check_closed(ballot)
    check_figures(ballot, figures, queries.turnout_of(ballot).present)


def check_figures(ballot: ConferenceBallot, figures: Mapping[str, Any], most: int) -> None:
    """No more than there are papers, and no option more than there are valid ones.

    Raises FiguresUnfit.
    """
    papers = figures["valid"] + figures["blank"] + figures["spoilt"]
    if papers > most:
        words = ngettext("at most %(most)s paper.", "at most %(most)s papers.", most)
        raise FiguresUnfit(why=words % {"most": most})
    marks = [sum(votes.values()) for votes in figures["votes"].values()]
    if max(marks, default=0) > figures["valid"]:
        raise FiguresUnfit(why=_("more votes for one than valid papers."))
    chosen = sum(votes.get(Mark.FOR, 0) for votes in figures["votes"].values())
    if ballot.kind != VoteKind.AGREE and chosen > ballot.most * figures["valid"]:
        raise FiguresUnfit(why=_("more votes together than the valid papers can hold."))


def check_give_part(who: TellerAtBallot) -> None:
    """Once it is closed, and the papers on paper were counted.

    Raises NotClosed, NotSealedToYou and HandCountsMissing.
    """
    ballot = who.ballot
    check_closed(ballot)
    assert ballot.box, "what is closed in secret has its box"
    if not ballot.box.parts.filter(holder=who.teller.keyholder_id).exists():
        raise NotSealedToYou
    papers = queries.papers_by_hand(ballot)
    if papers and ballot.box.hand_counts.count() < ENOUGH:
        raise HandCountsMissing(papers=papers)


def check_declare(ballot: ConferenceBallot) -> None:
    """Raises NotCounted."""
    if ballot.state != BallotStage.COUNTED:
        raise NotCounted


def check_void(reason: str) -> None:
    """Raises VoidReasonMissing."""
    if not reason.strip():
        raise VoidReasonMissing


def check_repeat(ballot: ConferenceBallot) -> None:
    """A void one anew, or the second round of one that nobody has won.

    Raises ConferenceCalledOff and NothingToRepeat.
    """
    check_stands(ballot.conference)
    if not options_again(ballot) or ballot.followed_by.exists():
        raise NothingToRepeat


def options_again(ballot: ConferenceBallot) -> list[str]:
    """The keys of the options that are voted on once more."""
    if ballot.state == BallotStage.VOID:
        return [each.key for each in queries.options_of(ballot)]
    if ballot.state != BallotStage.DECLARED or not ballot.outcome:
        return []
    return ballot.outcome["tied"] or ballot.outcome["run_off"]


def has_few_electors(ballot: ConferenceBallot) -> bool:
    """Whether so few vote that the result may tell how: the page warns before the opening."""
    return queries.electors_of(ballot) <= FEW


FEW = 3
