"""A ranking for the furnished bloc: taken twice, one board kept out; and one still to be taken."""

from types import SimpleNamespace

import campaigns.actions
from campaigns.models import BoardYear, Campaign, SheetKind
from tests import factories as make
from tests.scored import DISCIPLINE, hand_in, lock, table_in_force


def rankings(site: SimpleNamespace, campaign: Campaign, provisional: Campaign) -> None:
    """Every board has points; the last one is kept out in both years."""
    chief, secretary = site.people["chief"], site.people["secretary"]
    table = table_in_force(campaign, secretary, chief)
    scoring = make.ScoringFactory(campaign=campaign, begun_by=chief)
    for place, each in enumerate(site.boards):
        points = (40, 30 - place / 4, 20, 0)
        scorer = site.deputy if each == site.chief else site.chief
        hand_in(scoring, table, each, points, by=chief)
        facts = {"kind": SheetKind.OFFICIAL, "scorer": scorer, "by": chief}
        hand_in(scoring, table, each, points, **facts)
    lock(scoring, chief)
    campaigns.actions.take_ranking(campaign, by=chief)
    site.exclusion = excluded(site, campaign, DISCIPLINE)
    reason = "Có quyết định kỷ luật"
    site.ranking = campaigns.actions.take_ranking(campaign, reason=reason, by=chief)
    words = "Không đăng ký thi đua hoặc không ký giao ước thi đua"
    excluded(site, provisional, words)


def excluded(site, campaign, condition):
    """The last board, with the fact."""
    return campaigns.actions.declare_exclusion(
        BoardYear(campaign, site.board),
        condition=condition,
        fact="Quyết định số 12/QĐ-UBND",
        by=site.people["chief"],
    )
