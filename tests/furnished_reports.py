"""The reports of the furnished bloc: in hand, submitted, being mended; with evidence."""

import datetime as dt
from types import SimpleNamespace

import campaigns.actions
from campaigns.models import BoardRequest, Report, ReportKind, ReportRequest
from campaigns.pieces import Piece
from campaigns.queries import reports as queries
from campaigns.writing import FigureLine
from foundation import clock
from members.models import Board

WORDS = (
    "Ban đã ban hành kế hoạch phát động thi đua ngay từ đầu năm, đăng ký chỉ tiêu và ký giao ước.",
    "Các phong trào do Bộ, tỉnh và Khối phát động đều được hưởng ứng bằng việc làm cụ thể.",
)


def reports(site: SimpleNamespace) -> None:
    """Annual: in hand everywhere; by request: submitted, and returned to the last board."""
    campaign, secretary = site.open.campaign, site.people["secretary"]
    site.requested = campaigns.actions.request_report(
        campaign, kind=ReportKind.ANNUAL, title="Báo cáo tổng kết năm", by=secretary
    )
    urgent = campaigns.actions.request_report(
        campaign,
        kind=ReportKind.AD_HOC,
        title="Báo cáo nhanh kết quả thu hút đầu tư",
        note="Phục vụ cuộc họp với Bộ.",
        due_on=clock.today(),
        by=secretary,
    )
    for each in site.boards:
        site.in_hand = begun(site, site.requested, each)
        submitted = begun(site, urgent, each)
        campaigns.actions.submit_report(submitted, by=site.leaders[each.pk])
        if each == site.deputy:
            site.handed_in = submitted
    site.mending = mended(site, submitted)


def begun(site: SimpleNamespace, request: ReportRequest, board: Board) -> Report:
    """Every required section is written, every figure entered, and one thing proved."""
    leader = site.leaders[board.pk]
    report = campaigns.actions.begin_report(BoardRequest(request, board), by=leader)
    sections = queries.sections_of(report)
    for section in sections:
        if section.heading.is_required:
            text = "\n\n".join(WORDS)
            campaigns.actions.edit_section(section, text=text, seen_edition=0, by=leader)
    lines = [
        FigureLine(figure.pk, figure.plan or 0, None, "", 0)
        for figure in queries.figures_of(report)
    ]
    campaigns.actions.edit_figures(report, lines, by=leader)
    decision = Piece(
        title="Quyết định phát động phong trào thi đua",
        decision_number="12/QĐ-BQL",
        decision_on=clock.today() - dt.timedelta(days=90),
    )
    proves = [f"section-{sections[0].pk}"]
    campaigns.actions.add_evidence(report, decision, proves=proves, by=leader)
    return report


def mended(site: SimpleNamespace, report: Report) -> Report:
    """Returned with reasons on a section, and written on."""
    section = queries.sections_of(report)[0]
    campaigns.actions.return_report(
        report,
        reason="Đề nghị bổ sung số liệu.",
        parts={f"section-{section.pk}": "Nêu rõ số dự án và vốn đăng ký."},
        by=site.people["chief"],
    )
    campaigns.actions.edit_section(
        section,
        text=f"{section.text}\n\nCả kỳ có 12 dự án mới, vốn đăng ký 3.400 tỷ đồng.",
        seen_edition=section.edition,
        by=site.leaders[report.board_id],
    )
    report.refresh_from_db()
    return report
