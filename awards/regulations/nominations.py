"""Whether quotas may be entered, criteria attested, exceptions granted, boards nominated."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from awards.models import AwardKind, Nomination, Waiver
from awards.queries.law import kinds_to_propose
from awards.queries.nominations import ballots_in_force
from awards.queries.proposals import are_taken
from awards.queries.situation import Situation, is_eligible
from campaigns.models import BoardYear, Campaign
from conferences.models import Conference
from foundation import clock
from foundation.refusals import Refusal


class KindNotOfYear(Refusal):
    text = _("“%(kind)s” is not proposed by the bloc under the law of that year.")


class DocumentMissing(Refusal):
    text = _("Give the number of the ministry's document.")
    field = "document_number"


class DocumentInFuture(Refusal):
    text = _("The document bears a day that is still to come: %(day)s.")
    field = "document_on"


class RankingNotTaken(Refusal):
    text = _("The ranking of the year has not been taken.")


class BoardNotRanked(Refusal):
    text = _("%(board)s does not stand in the ranking of %(year)s.")


class CriterionNotAsked(Refusal):
    text = _("This criterion is not asked for in that year.")


class NothingAttested(Refusal):
    text = _("Choose an answer for one criterion at least.")


class GroundsMissing(Refusal):
    text = _("Say on what grounds: the paper, its number and day, or the record.")
    field = "grounds"


class WaiverReasonMissing(Refusal):
    text = _("Say why the board is nominated all the same; everybody reads it.")
    field = "reason"


class WaiverNotNeeded(Refusal):
    text = _("%(board)s meets every criterion of “%(kind)s”; no exception is needed.")


class WaivedAlready(Refusal):
    text = _("%(board)s has an exception for “%(kind)s” already.")


class RevokedAlready(Refusal):
    text = _("This exception has been taken back already.")


class QuotasMissing(Refusal):
    text = _("No quota of the year has been entered yet.")


class PutToVoteAlready(Refusal):
    text = _("The list for “%(kind)s” has been put to the vote; the ballot has to be void first.")


class ProposalsTakenAlready(Refusal):
    text = _("The proposals of the year have been taken over from the ballots; they stay.")


class NobodyNominated(Refusal):
    text = _("Nobody is nominated for “%(kind)s”.")


class NotOfThisYear(Refusal):
    text = _("Choose a conference of this year that is still to come.")
    field = "conference"


class NobodyToNominate(Refusal):
    text = _("By ranking, criteria and quotas no board can be nominated yet.")


def check_give_quota(
    campaign: Campaign, kind: AwardKind, document_number: str, document_on: dt.date
) -> None:
    """For what the bloc proposes, by a document of the ministry, before the vote."""
    check_kind(campaign, kind)
    if not document_number.strip():
        raise DocumentMissing
    if document_on > clock.today():
        raise DocumentInFuture(day=document_on)
    if ballots_in_force(campaign).filter(kind=kind).exists():
        raise PutToVoteAlready(kind=kind.name)


def check_kind(campaign: Campaign, kind: AwardKind) -> None:
    """The law under which the year's dossiers are received knows it as the bloc's to propose."""
    if not kinds_to_propose(campaign).filter(pk=kind.pk).exists():
        raise KindNotOfYear(kind=kind.name)


def check_ranked(part: BoardYear, situation: Situation) -> None:
    """The board stands in the ranking, be it as one that is not ranked."""
    if not situation.standings:
        raise RankingNotTaken
    if part.board_id not in {each.board_id for each in situation.standings}:
        raise BoardNotRanked(board=part.board.short_name, year=part.year)


def check_attest_criteria(
    part: BoardYear, situation: Situation, answers: Mapping[int, bool], grounds: str
) -> None:
    """Criteria of the year's kinds, with the grounds."""
    check_ranked(part, situation)
    asked = {row.criterion_id for kind in situation.kinds for row in kind.criteria}
    if set(answers) - asked:
        raise CriterionNotAsked
    if not answers:
        raise NothingAttested
    if not grounds.strip():
        raise GroundsMissing


def check_grant_waiver(part: BoardYear, situation: Situation, kind: AwardKind, reason: str) -> None:
    """Where something is not met or open, once, with the reason."""
    check_ranked(part, situation)
    if kind.pk not in {each.kind.pk for each in situation.kinds}:
        raise KindNotOfYear(kind=kind.name)
    if (part.board_id, kind.pk) in situation.waivers:
        raise WaivedAlready(board=part.board.short_name, kind=kind.name)
    if is_eligible(situation, part.board_id, kind.pk):
        raise WaiverNotNeeded(board=part.board.short_name, kind=kind.name)
    if not reason.strip():
        raise WaiverReasonMissing


def check_revoke_waiver(waiver: Waiver) -> None:
    """Once."""
    if waiver.revoked_at:
        raise RevokedAlready


def check_put_to_vote(
    campaign: Campaign, conference: Conference, kind: AwardKind, listed: Sequence[Nomination]
) -> None:
    """A list that no other ballot is about, at a conference of the year, before the proposals."""
    if are_taken(campaign):
        raise ProposalsTakenAlready
    if conference.campaign_id != campaign.pk or conference.called_off_at or conference.is_over:
        raise NotOfThisYear
    if not listed:
        raise NobodyNominated(kind=kind.name)
    if ballots_in_force(campaign).filter(kind=kind).exists():
        raise PutToVoteAlready(kind=kind.name)


def check_nominate_boards(campaign: Campaign, situation: Situation) -> None:
    """After the ranking and the quotas, before the vote, where there is somebody to nominate."""
    if on_ballot := ballots_in_force(campaign).select_related("kind").first():
        raise PutToVoteAlready(kind=on_ballot.kind.name)
    if not situation.standings:
        raise RankingNotTaken
    if not situation.quotas:
        raise QuotasMissing
    if not any(situation.nominated(kind.kind.pk) for kind in situation.kinds):
        raise NobodyToNominate
