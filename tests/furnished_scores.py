"""The points of a year for the furnished bloc: sheets of all boards, a check, an explanation."""

from types import SimpleNamespace
from typing import Any

import campaigns.actions
from campaigns.models import Campaign, CheckPattern, Sheet, SheetKind
from campaigns.queries.scores import scoring_of
from campaigns.queries.sheets import marks_of
from campaigns.queries.table_rows import table_at_once
from campaigns.sheets import Entry, SheetPlan, asks_for
from members.models import Account


def points(site: SimpleNamespace, campaign: Campaign) -> None:
    """Chief and deputy check; the last board explains; its official points are under hand."""
    chief = site.people["chief"]
    campaigns.actions.begin_scoring(campaign, pattern=CheckPattern.LEADERS, by=chief)
    site.scoring = scoring_of(campaign)
    sheets = {each.pk: self_score(site, each) for each in site.boards}
    site.own_sheet, site.sheet_under_hand = sheets[site.board.pk], sheets[site.deputy.pk]
    plan = SheetPlan(site.scoring, site.board, site.chief, SheetKind.CROSS)
    check = campaigns.actions.begin_sheet(plan, by=chief)
    fill(check, chief, reason="Minh chứng chưa rõ")
    campaigns.actions.submit_sheet(check, by=chief)
    lines = marks_of(site.own_sheet, table_of(site.own_sheet))
    site.explained_key = lines[0].criterion.key
    site.explanation = campaigns.actions.explain_line(
        site.own_sheet,
        key=site.explained_key,
        text="Đã gửi thêm minh chứng.",
        by=site.people["leader"],
    )
    site.check_duty = site.scoring.duties.get(board=site.board, checker=site.deputy)
    plan = SheetPlan(site.scoring, site.board, site.chief, SheetKind.OFFICIAL)
    site.official_sheet = campaigns.actions.begin_sheet(plan, by=chief)


def self_score(site: SimpleNamespace, board: Any) -> Sheet:
    """All boards but the deputy's have handed in."""
    leader = site.leaders[board.pk]
    plan = SheetPlan(site.scoring, board, board, SheetKind.SELF)
    own = campaigns.actions.begin_sheet(plan, by=leader)
    fill(own, leader)
    if board != site.deputy:
        campaigns.actions.submit_sheet(own, by=leader)
    return own


def table_of(sheet: Sheet) -> Any:
    sheet.table = table_at_once(sheet.campaign)
    return sheet.table


def fill(sheet: Sheet, by: Account, reason: str = "") -> None:
    """Something on every line that asks for it; with a reason a little less everywhere."""
    step = table_of(sheet).step
    entries = []
    for mark in marks_of(sheet, sheet.table):
        asked = asks_for(sheet.kind, mark.criterion, is_computed=mark.is_computed)
        most = mark.criterion.maximum
        less = max(most - step, mark.criterion.minimum)
        typed = {"is_met": True, "count": 1, "points": less if reason else most}
        facts = {asked: typed[asked]} if asked else {}
        key, edition = mark.criterion.key, mark.edition
        entries.append(Entry(key, reason=reason, seen_edition=edition, **facts))
    campaigns.actions.edit_sheet(sheet, entries, by=by)
