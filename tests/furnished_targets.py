"""A catalogue and registrations for the furnished bloc: accepted, changed, handed in, in hand."""

from decimal import Decimal
from types import SimpleNamespace

import campaigns.actions
from campaigns.catalogue import TYPICAL
from campaigns.goals import AimText, Goal, Goals
from campaigns.models import BoardYear, Indicator, Registration
from members.models import Board
from tests import factories as make

AIMS = (AimText("Cờ thi đua của Bộ"), AimText("Lao động tiên tiến", "person", 20))
NEXT_YEAR = make.YEAR + 1


def catalogue_and_registrations(site: SimpleNamespace) -> None:
    """This year's are accepted, one of them changed; next year's are under way."""
    secretary = site.people["secretary"]
    every = [each.code for each in TYPICAL]
    taken = campaigns.actions.take_typical_indicators(site.bloc, chosen=every, by=secretary)
    campaigns.actions.retire_indicator(taken[-1], by=secretary)
    site.indicator, site.indicators = taken[0], taken[:-1]
    for each in site.boards:
        row = handed_in(site, each, make.YEAR)
        campaigns.actions.accept_registration(row, by=decider(site, each))
        if each == site.board:
            site.accepted = changed(site, row)
        elif each != site.chief:
            site.submitted = handed_in(site, each, NEXT_YEAR)
    site.written = written(site, site.board, NEXT_YEAR)
    campaigns.actions.submit_registration(site.written, by=site.people["leader"])
    campaigns.actions.return_registration(
        site.written, reason="Thiếu chỉ tiêu về môi trường.", by=site.people["chief"]
    )


def decider(site: SimpleNamespace, each: Board):
    return site.people["deputy" if each == site.chief else "chief"]


def written(site: SimpleNamespace, each: Board, year: int) -> Registration:
    leader = site.leaders[each.pk]
    place = BoardYear(site.campaigns[year], each)
    row = campaigns.actions.begin_registration(place, by=leader)
    campaigns.actions.edit_registration(row, goals(site.indicators), seen_edition=1, by=leader)
    return row


def goals(indicators: list[Indicator], more: int = 0) -> Goals:
    """A plan for each indicator; ``more``: that much higher for the first."""
    targets = {
        each.pk: Goal(Decimal(1200 + 100 * number), "Theo kế hoạch của tỉnh" if number % 3 else "")
        for number, each in enumerate(indicators)
    }
    first = indicators[0].pk
    targets[first] = Goal(targets[first].plan + more)
    return Goals(targets, AIMS, "Phong trào đồng hành cùng doanh nghiệp\nVăn hóa công sở")


def handed_in(site: SimpleNamespace, each: Board, year: int) -> Registration:
    row = written(site, each, year)
    campaigns.actions.submit_registration(row, by=site.leaders[each.pk])
    return row


def changed(site: SimpleNamespace, row: Registration) -> Registration:
    """Accepted once more, with another figure and without the last target."""
    leader = site.people["leader"]
    campaigns.actions.change_registration(row, reason="Dự án lớn được cấp mới", by=leader)
    text = goals(site.indicators[:-1], more=50)
    campaigns.actions.edit_registration(row, text, seen_edition=row.edition, by=leader)
    campaigns.actions.submit_registration(row, by=leader)
    campaigns.actions.accept_registration(row, by=site.people["chief"])
    return row
