"""A year that is ranked, with quotas; boards for whom every open criterion is attested."""

import campaigns.actions
from awards import actions
from awards.eligibility import Verdict
from awards.models import AwardKind
from awards.queries.situation import situation_of
from campaigns.models import BoardYear
from foundation.audit.log import sentence
from foundation.audit.models import Event
from tests.conftest import TODAY
from tests.scored import scored

GROUNDS = "Báo cáo tổng kết của đơn vị"
WHY = "Tập thể có sáng kiến tiêu biểu"
DOCUMENT = {"document_number": "1234/BTC-TCCB", "document_on": TODAY}


def ranked(world, cast, *, tied=False):
    """The board first, the deputy second, the chief third; or the two last share a rank."""
    points = {
        world.board: (40, 30, 20, 0), world.deputy: (40, 30, 15, 0),
        world.chief: (40, 30, 15, 0) if tied else (40, 25, 20, 0),
    }  # fmt: skip
    scored(world, cast, points)
    return campaigns.actions.take_ranking(world.campaign, by=cast["chief"])


def kind(code="flag", regime="R2025"):
    return AwardKind.objects.get(code=code, regime__code=regime)


def quota(world, cast, code="flag", count=1, **facts):
    return actions.give_quota(
        world.campaign, kind=kind(code), count=count, by=cast["secretary"], **DOCUMENT | facts
    )


def attested(world, cast, *boards, by="secretary"):
    """Everything that is open for them is met."""
    for board in boards:
        situation = situation_of(world.campaign)
        answers = {
            finding.rule.key: True
            for (pk, _kind), found in situation.judgements.items()
            for finding in found.findings
            if pk == board.pk and finding.verdict == Verdict.OPEN
        }
        actions.attest_criteria(
            BoardYear(world.campaign, board), answers=answers, grounds=GROUNDS, by=cast[by]
        )


def waived(world, cast, board=None, code="flag", reason=WHY):
    part = BoardYear(world.campaign, board or world.board)
    return actions.grant_waiver(part, kind=kind(code), reason=reason, by=cast["chief"])


def last(verb):
    return sentence(Event.objects.filter(verb=f"awards.{verb}").first())


def nominated(world, cast, count=1):
    """The boards that come first are on the list for the flag."""
    ranked(world, cast)
    quota(world, cast, count=count)
    attested(world, cast, world.board, world.deputy)
    actions.nominate_boards(world.campaign, by=cast["secretary"])
