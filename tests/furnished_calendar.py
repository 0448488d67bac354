"""The calendar of the furnished bloc's year: typical days, more time, a day off, an address."""

import datetime as dt
from types import SimpleNamespace

import campaigns.actions
from campaigns import typical
from campaigns.models import PhaseKind
from tests import factories as make


def calendar(site: SimpleNamespace) -> None:
    """Days for the open year, more time for two boards, and the leader's own calendar."""
    campaign, people = site.campaigns[make.YEAR], site.people
    days = {
        kind: (each.opens_on, each.closes_on)
        for kind, each in typical.suggested(campaign.year).items()
    }
    campaigns.actions.plan_calendar(campaign, days, by=people["secretary"])
    campaigns.actions.describe_campaign(
        campaign,
        slogan="Đoàn kết, sáng tạo, đồng hành cùng doanh nghiệp",
        key_tasks="Thu hút đầu tư mới\nCải cách thủ tục hành chính",
        by=people["secretary"],
    )
    site.phase = campaign.phases.get(kind=PhaseKind.REGISTRATION)
    for board, by in ((site.board, people["chief"]), (site.chief, people["deputy"])):
        campaigns.actions.extend_phase(
            site.phase,
            board=board,
            until=dt.date(make.YEAR, 4, 10),
            reason="Bị ảnh hưởng bởi bão, chưa đủ số liệu",
            by=by,
        )
    campaigns.actions.correct_day(
        dt.date(make.YEAR + 1, 2, 15),
        is_off=True,
        name="Nghỉ bù Tết Nguyên đán",
        source="Thông báo của Bộ Nội vụ",
        by=people["administrator"],
    )
    campaigns.actions.make_calendar_address(people["leader"], by=people["leader"])
