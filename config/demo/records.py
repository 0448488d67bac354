"""What the demo leaves of a bloc's year: one board's papers, and what every board did."""

import shutil
from pathlib import Path
from typing import Any

from campaigns.goals import Goals
from campaigns.models import (
    Campaign,
    CharterKind,
    Registration,
    Report,
    ReportKind,
    ScoringTable,
    SheetKind,
    SummaryVersion,
)
from campaigns.papers import charter as charter_papers
from campaigns.papers import ranking as ranking_papers
from campaigns.papers import registration as registration_papers
from campaigns.papers import scores as score_papers
from campaigns.papers import summary as summary_papers
from campaigns.papers import summary_word
from campaigns.papers.report import of_report
from campaigns.papers.report_word import word_of
from campaigns.papers.scores_book import book_of
from campaigns.queries import registrations as registration_queries
from campaigns.queries import reports as report_queries
from campaigns.queries.charters import charter_in_force
from campaigns.queries.rankings import newest_ranking
from campaigns.queries.rankings import table_of as table_of_ranking
from campaigns.queries.tables import table_in_force
from campaigns.scoring import Score
from conferences.queries.hand_over import hand_over_of
from foundation.documents import library, spreadsheet
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


def write_charters(campaign: Campaign, folder: Path) -> list[str]:
    """The regulation and the plan of the year in force; the names of their files."""
    found = []
    for kind, stem in ((CharterKind.REGULATION, "quy-che"), (CharterKind.PLAN, "ke-hoach")):
        if charter := charter_in_force(campaign, kind):
            found.append(f"{stem}-{campaign.year}.pdf")
            paper = drawn(charter_papers.TEMPLATE, charter_papers.of_charter(charter))
            write_for_good(folder / found[-1], paper)
    return found


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


def write_ranking(campaign: Campaign, folder: Path) -> list[str]:
    """The summary of points and the notice of the ranking that counts; the names of the files."""
    ranking = newest_ranking(campaign)
    if ranking is None:
        return []
    year = campaign.year
    papers = {
        f"bang-diem-{year}.xlsx": spreadsheet.write(*book_of(ranking)),
        f"bang-diem-{year}.pdf": drawn(score_papers.TEMPLATE, score_papers.of_scores(ranking)),
        f"xep-hang-{year}.pdf": drawn(ranking_papers.TEMPLATE, ranking_papers.of_ranking(ranking)),
    }
    for name, content in papers.items():
        write_for_good(folder / name, content)
    return list(papers)


def write_hand_over(campaign: Campaign, folder: Path) -> list[str]:
    """The papers of the year as they were handed over; the name of the file."""
    found = hand_over_of(campaign)
    if found is None or found.archive is None:
        return []
    name = found.archive.file_name
    shutil.copyfile(found.archive.blob.path, folder / name)
    return [name]


def drawn(template: str, said: dict[str, Any]) -> bytes:
    """A paper as PDF."""
    return library.draw(template, paper=said).pdf


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
        "scores": scores_of(campaign),
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


def scores_of(campaign: Campaign) -> list[dict[str, Any]]:
    """Of every board in the ranking that counts: the three totals by group, and where it stands.

    The groups stand in the order of the table; their names and maxima are told with it.
    """
    ranking = newest_ranking(campaign)
    if ranking is None:
        return []
    table = table_of_ranking(ranking)
    return [
        {
            "board": column.row.board.code,
            "rank": column.row.rank,
            "shared": column.row.is_shared,
            "excluded": column.row.exclusions,
            "late_days": column.row.late_days,
            "points": {kind.value: figures_of(column.score(kind), table) for kind in SheetKind},
        }
        for column in score_papers.columns_of(ranking, table)
    ]


def figures_of(score: Score | None, table: ScoringTable) -> dict[str, Any] | None:
    """A total with its groups; None where nobody gave it."""
    if score is None:
        return None
    groups = [score.groups[group.key] for group in table.groups.all()]
    return {"total": score.total, "bonus": score.bonus, "groups": groups}


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
