"""The summaries of the furnished bloc: one in hand with a changed figure, one issued."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import campaigns.actions
from campaigns.models import Campaign, Indicator, ReportState, Summary
from foundation import clock
from tests import factories as make

IN_HAND, ISSUED = make.YEAR - 1, make.YEAR - 2


def summaries(site: SimpleNamespace) -> None:
    """That of last year is being written; that of the year before is out."""
    indicator = site.bloc.indicators.first()
    site.summary = compiled(site, site.campaigns[IN_HAND], indicator)
    reported(site, site.campaigns[IN_HAND], indicator, Decimal(90))
    site.issued_summary = compiled(site, site.campaigns[ISSUED], indicator)
    campaigns.actions.issue_summary(site.issued_summary, by=site.people["chief"])


def reported(
    site: SimpleNamespace, campaign: Campaign, indicator: Indicator, actual: Decimal
) -> None:
    """Every board's annual report is accepted, with one figure; told again it is another."""
    request = campaign.report_requests.filter(kind="annual").first()
    request = request or make.ReportRequestFactory(campaign=campaign)
    for each in site.boards:
        report = request.reports.filter(board=each).first() or make.ReportFactory(
            request=request,
            board=each,
            state=ReportState.ACCEPTED,
            **signed("submitted", site.leaders[each.pk]),
            **signed("decided", site.people["chief"]),
            first_submitted_at=clock.now() - dt.timedelta(days=3),
        )
        report.figures.all().delete()
        make.FigureFactory(report=report, indicator=indicator, plan=100, actual=actual)


def signed(deed: str, by: object) -> dict[str, object]:
    return {f"{deed}_at": clock.now(), f"{deed}_by": by}


def compiled(site: SimpleNamespace, campaign: Campaign, indicator: Indicator) -> Summary:
    """With the words that no record can give."""
    reported(site, campaign, indicator, Decimal(120))
    summary = campaigns.actions.compile_summary(campaign, by=site.people["secretary"])
    for code, text in (
        ("limits", "Tiến độ giải phóng mặt bằng còn chậm."),
        ("direction", "Giữ vững kết quả, khắc phục hạn chế."),
        ("tasks", "Thu hút đầu tư có chọn lọc\nChuyển đổi số toàn diện"),
    ):
        section = summary.sections.get(code=code)
        campaigns.actions.edit_summary(
            section, text=text, seen_edition=0, by=site.people["secretary"]
        )
    return summary
