"""Whether the proposals of a year may be taken over from its ballots."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from awards.queries.proposals import are_taken
from awards.regulations.nominations import ProposalsTakenAlready
from campaigns.models import Campaign
from conferences.models import BallotStage
from foundation.refusals import Refusal


class NothingVotedOn(Refusal):
    text = _("No list of nominations has been voted on yet.")


class BallotNotDeclared(Refusal):
    text = _("“%(title)s” has not been declared yet.")


def check_take_proposals(campaign: Campaign, rounds: dict[int, list[Any]]) -> None:
    """Once, after every ballot on a list was declared, a second round too."""
    if are_taken(campaign):
        raise ProposalsTakenAlready
    check_ballots(rounds)


def check_ballots(rounds: dict[int, list[Any]]) -> None:
    """Something was voted on, and nothing is still to be counted or declared."""
    held = [ballot for each in rounds.values() for ballot in each]
    if not held:
        raise NothingVotedOn
    for ballot in held:
        if ballot.state != BallotStage.DECLARED:
            raise BallotNotDeclared(title=ballot.title)
