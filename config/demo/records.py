"""What the demo leaves of a bloc's year: one board's papers, and what every board did."""

from pathlib import Path
from typing import Any

from campaigns.goals import Goals
from campaigns.models import Campaign, Registration, Report, ReportKind, SummaryVersion
from campaigns.papers import registration as registration_papers
from campaigns.papers import summary as summary_papers
from campaigns.papers import summary_word
from campaigns.papers.report import of_report
from campaigns.papers.report_word import word_of
from campaigns.queries import registrations as registration_queries
from campaigns.queries import reports as report_queries
from campaigns.queries.tables import table_in_force
from foundation.documents import library
from foundation.documents.keeping import write_for_good

INVENTED = "chỉ tiêu, số thực hiện, phong trào, nội dung báo cáo do bản trình diễn đặt ra"


def write_board_papers(campaign: Campaign, folder: Path) -> list[str]:
    """The registration and the annual report of the first board that has both; their names."""
    reports = Report.objects.filter(
        request__campaign=campaign, request__kind=ReportKind.ANNUAL, submitted_at__isnull=False
    )
    report = reports.order_by("board__code").first()
    registration = campaign.registrations.filter(board=report.board).first() if report else None
    if report is None or registration is None:
        return []
    stem = f"{report.board.code}-{campaign.year}"
    said = of_report(report)
    papers = {
        f"dang-ky-{stem}.pdf": registered(registration),
        f"bao-cao-{stem}.pdf": library.draw("documents/report.html", paper=said).pdf,
        f"bao-cao-{stem}.docx": word_of(said),
    }
    for name, content in papers.items():
        write_for_good(folder / name, content)
    return list(papers)


def write_summary(campaign: Campaign, folder: Path) -> list[str]:
    """The bloc's summary as it was issued last; the names of its files."""
    version = SummaryVersion.objects.filter(summary__campaign=campaign).order_by("number").last()
    if version is None:
        return []
    said, stem = summary_papers.of_version(version), f"bao-cao-tong-ket-{campaign.year}"
    papers = {
        f"{stem}.pdf": library.draw(summary_papers.TEMPLATE, paper=said).pdf,
        f"{stem}.docx": summary_word.word_of(said),
    }
    for name, content in papers.items():
        write_for_good(folder / name, content)
    return list(papers)


def registered(registration: Registration) -> bytes:
    """The registration as its paper."""
    said = registration_papers.of_registration(registration, Goals.of(registration))
    return library.draw(registration_papers.TEMPLATE, paper=said).pdf


def year_in_figures(campaign: Campaign) -> dict[str, Any]:
    """The calendar, and of every board what it registered and reported, and how late."""
    registrations = {each.board_id: each for each in campaign.registrations.all()}
    return {
        "year": campaign.year,
        "invented": INVENTED,
        "calendar": [
            {"phase": phase.kind, "opens_on": phase.opens_on, "closes_on": phase.closes_on}
            for phase in campaign.phases.all()
        ],
        "table": table_of(campaign),
        "movements": [movement.name for movement in campaign.bloc.movements.all()],
        "boards": [
            {
                "board": registration.board.code,
                "registration": {
                    "state": registration.state,
                    "late_days": registration_queries.days_late(registration),
                    "targets": registration.targets.count(),
                },
                "reports": reports_of(campaign, registration.board_id),
            }
            for registration in sorted(registrations.values(), key=lambda row: row.board.code)
        ],
    }


def table_of(campaign: Campaign) -> dict[str, Any] | None:
    """The table of points in force: its version, and what each group gives at most."""
    table = table_in_force(campaign)
    if table is None:
        return None
    return {
        "version": table.number,
        "maximum": table.maximum,
        "groups": [
            {"name": group.name, "maximum": group.maximum, "bonus": group.is_bonus}
            for group in table.groups.all()
        ],
    }


def reports_of(campaign: Campaign, board_id: int) -> list[dict[str, Any]]:
    """One board's reports, with what it reached."""
    rows = Report.objects.filter(request__campaign=campaign, board=board_id)
    return [
        {
            "kind": report.request.kind,
            "state": report.state,
            "late_days": report_queries.days_late(report),
            "figures": [
                {
                    "indicator": figure.indicator.name,
                    "plan": figure.plan,
                    "actual": figure.actual,
                    "last_year": figure.last_year,
                }
                for figure in report.figures.select_related("indicator")
            ],
        }
        for report in rows.select_related("request__campaign").order_by("request__asked_at")
    ]
