"""Where the pages of a bloc's years are."""

from django.urls import path

from campaigns.views import (
    calendar,
    evidence,
    examples,
    feeds,
    indicators,
    movements,
    outlines,
    register,
    registering,
    registrations,
    reminders,
    report_papers,
    reports,
    summaries,
    table_lines,
    table_sheets,
    tables,
    writing,
    years,
)

app_name = "campaigns"

urlpatterns = [
    path("<int:pk>/dien-hinh/", examples.examples, name="examples"),
    path(
        "<int:pk>/dien-hinh/cong-bo/<int:board>/", examples.publish_example, name="publish_example"
    ),
    path("dien-hinh/<int:pk>/", examples.example, name="example"),
    path("dien-hinh/<int:pk>/ap-dung/<int:board>/", examples.adopt_example, name="adopt_example"),
    path("dien-hinh/<int:pk>/rut/", examples.withdraw_example, name="withdraw_example"),
    path("dien-hinh/<int:pk>/tep/", examples.example_file, name="example_file"),
    path("ap-dung/<int:pk>/hieu-qua/", examples.tell_effect, name="tell_effect"),
    path("<int:pk>/phong-trao/", movements.movements, name="movements"),
    path("<int:pk>/phong-trao/them/", movements.launch_movement, name="launch_movement"),
    path("<int:pk>/phong-trao/<int:movement>/", movements.movement, name="movement"),
    path(
        "<int:pk>/phong-trao/<int:movement>/sua/", movements.change_movement, name="change_movement"
    ),
    path(
        "<int:pk>/phong-trao/<int:movement>/huong-ung/<int:board>/",
        movements.join_movement,
        name="join_movement",
    ),
    path(
        "<int:pk>/phong-trao/<int:movement>/so-tong-ket/",
        movements.review_movement,
        name="review_movement",
    ),
    path(
        "<int:pk>/phong-trao/<int:movement>/ke-hoach/",
        movements.movement_plan,
        name="movement_plan",
    ),
    path(
        "<int:pk>/phong-trao/<int:movement>/ket-qua/<int:told>/tep/",
        movements.progress_file,
        name="progress_file",
    ),
    path("huong-ung/<int:pk>/bao-ket-qua/", movements.tell_progress, name="tell_progress"),
    path("khoi/<int:bloc_pk>/so-van-ban/", register.this_year, name="register"),
    path("khoi/<int:bloc_pk>/so-van-ban/<year:year>/", register.papers, name="papers"),
    path(
        "khoi/<int:bloc_pk>/so-van-ban/<year:year>/vao-so/",
        register.register_paper,
        name="register_paper",
    ),
    path("so-van-ban/<int:pk>/huy-so/", register.cancel_paper, name="cancel_paper"),
    path("so-van-ban/<int:pk>/tep/", register.paper_file, name="paper_file"),
    path("<int:pk>/lich/", calendar.calendar, name="calendar"),
    path("<int:pk>/lich/dat/", calendar.plan_calendar, name="plan_calendar"),
    path("<int:pk>/khau-hieu/", years.describe_campaign, name="describe_campaign"),
    path("giai-doan/<int:pk>/gia-han/", calendar.extend_phase, name="extend_phase"),
    path("lich-cua-toi/", feeds.feed, name="feed"),
    path("lich-cua-toi/dia-chi/", feeds.make_calendar_address, name="make_calendar_address"),
    path(
        "lich-cua-toi/dia-chi/huy/",
        feeds.withdraw_calendar_address,
        name="withdraw_calendar_address",
    ),
    path("lich/<str:token>.ics", feeds.calendar_feed, name="calendar_feed"),
    path("<int:pk>/don-doc/", reminders.remind_late, name="remind_late"),
    path("khoi/<int:bloc_pk>/chi-tieu/", indicators.indicators, name="indicators"),
    path("khoi/<int:bloc_pk>/chi-tieu/them/", indicators.add_indicator, name="add_indicator"),
    path(
        "khoi/<int:bloc_pk>/chi-tieu/goi-y/",
        indicators.take_typical_indicators,
        name="take_typical_indicators",
    ),
    path("chi-tieu/<int:pk>/sua/", indicators.change_indicator, name="change_indicator"),
    path("chi-tieu/<int:pk>/ngung-dung/", indicators.retire_indicator, name="retire_indicator"),
    path("chi-tieu/<int:pk>/doi-cho/", indicators.move_indicator, name="move_indicator"),
    path("<int:pk>/dang-ky/", registrations.registrations, name="registrations"),
    path(
        "<int:pk>/dang-ky/<int:board_pk>/lap/",
        registrations.begin_registration,
        name="begin_registration",
    ),
    path("dang-ky/<int:pk>/", registrations.registration, name="registration"),
    path("dang-ky/<int:pk>/ban-in/", registrations.registration_paper, name="registration_paper"),
    path("dang-ky/<int:pk>/soan/", registering.edit_registration, name="edit_registration"),
    path("dang-ky/<int:pk>/nop/", registering.submit_registration, name="submit_registration"),
    path(
        "dang-ky/<int:pk>/chap-nhan/", registering.accept_registration, name="accept_registration"
    ),
    path("dang-ky/<int:pk>/tra-lai/", registering.return_registration, name="return_registration"),
    path(
        "dang-ky/<int:pk>/dieu-chinh/", registering.change_registration, name="change_registration"
    ),
    path("khoi/<int:bloc_pk>/", years.campaigns, name="campaigns"),
    path("khoi/<int:bloc_pk>/mo/<year:year>/", years.open_campaign, name="open_campaign"),
    path("<int:pk>/", years.campaign, name="campaign"),
    path("<int:pk>/bao-cao/", reports.report_requests, name="report_requests"),
    path("<int:pk>/bao-cao/yeu-cau/", reports.request_report, name="request_report"),
    path("bao-cao/yeu-cau/<int:pk>/", reports.report_request, name="report_request"),
    path("bao-cao/yeu-cau/<int:pk>/de-cuong/", outlines.outline_report, name="outline_report"),
    path(
        "bao-cao/yeu-cau/<int:pk>/viet/<int:board_pk>/", reports.begin_report, name="begin_report"
    ),
    path("bao-cao/<int:pk>/", reports.report, name="report"),
    path("bao-cao/<int:pk>/cac-ban/", reports.report_versions, name="report_versions"),
    path("bao-cao/<int:pk>/viet/", writing.write_report, name="write_report"),
    path("bao-cao/<int:pk>/chi-tieu/", writing.edit_figures, name="edit_figures"),
    path(
        "bao-cao/<int:pk>/chi-tieu/cap-nhat/", writing.take_over_targets, name="take_over_targets"
    ),
    path("bao-cao/muc/<int:pk>/", writing.edit_section, name="edit_section"),
    path("bao-cao/<int:pk>/nop/", reports.submit_report, name="submit_report"),
    path("bao-cao/<int:pk>/tra-lai/", reports.return_report, name="return_report"),
    path("bao-cao/<int:pk>/chap-nhan/", reports.accept_report, name="accept_report"),
    path("bao-cao/<int:pk>/minh-chung/them/", evidence.add_evidence, name="add_evidence"),
    path("minh-chung/<int:pk>/", evidence.link_evidence, name="link_evidence"),
    path("minh-chung/<int:pk>/rut/", evidence.withdraw_evidence, name="withdraw_evidence"),
    path("minh-chung/<int:pk>/tep/", evidence.evidence_file, name="evidence_file"),
    path("minh-chung/<int:pk>/anh-nho/", evidence.evidence_preview, name="evidence_preview"),
    path("bao-cao/<int:pk>/ban-in.pdf", report_papers.report_paper, name="report_paper"),
    path("bao-cao/<int:pk>/ban-in.docx", report_papers.report_word, name="report_word"),
    path("<int:pk>/bang-diem/", tables.tables, name="tables"),
    path("<int:pk>/bang-diem/dung/", tables.draft_table, name="draft_table"),
    path("bang-diem/<int:pk>/", tables.table, name="table"),
    path("bang-diem/<int:pk>/soan/", table_lines.edit_table, name="edit_table"),
    path("bang-diem/<int:pk>/soan/nhom/", table_lines.table_group, name="add_table_group"),
    path("bang-diem/<int:pk>/soan/nhom/<uuid:key>/", table_lines.table_group, name="table_group"),
    path(
        "bang-diem/<int:pk>/soan/nhom/<uuid:group>/tieu-chi/",
        table_lines.table_criterion,
        name="add_table_criterion",
    ),
    path(
        "bang-diem/<int:pk>/soan/tieu-chi/<uuid:key>/",
        table_lines.table_criterion,
        name="table_criterion",
    ),
    path("bang-diem/<int:pk>/soan/tong-diem/", table_lines.table_totals, name="table_totals"),
    path(
        "bang-diem/<int:pk>/soan/dieu-kien/", table_lines.table_conditions, name="table_conditions"
    ),
    path("bang-diem/<int:pk>/bang-tinh.xlsx", table_sheets.table_sheet, name="table_sheet"),
    path("bang-diem/<int:pk>/nhap/", table_sheets.import_table, name="import_table"),
    path("bang-diem/<int:pk>/lay-y-kien/", tables.ask_for_comments, name="ask_for_comments"),
    path(
        "bang-diem/<int:pk>/gop-y/<int:board_pk>/", tables.comment_on_table, name="comment_on_table"
    ),
    path("gop-y/<int:pk>/tra-loi/", tables.answer_table_comment, name="answer_table_comment"),
    path("bang-diem/<int:pk>/phe-duyet/", tables.approve_table, name="approve_table"),
    path("bang-diem/<int:pk>/sua-doi/", tables.revise_table, name="revise_table"),
    path("<int:pk>/tong-ket/", summaries.summary, name="summary"),
    path("<int:pk>/tong-ket/lap/", summaries.compile_summary, name="compile_summary"),
    path("tong-ket/<int:pk>/viet/", summaries.edit_summary, name="edit_summary"),
    path("tong-ket/<int:pk>/so-lieu/", summaries.refresh_summary, name="refresh_summary"),
    path("tong-ket/<int:pk>/ban-hanh/", summaries.issue_summary, name="issue_summary"),
    path("tong-ket/<int:pk>/sua-lai/", summaries.revise_summary, name="revise_summary"),
    path("tong-ket/<int:pk>/ban-<int:number>.pdf", summaries.summary_paper, name="summary_paper"),
    path("tong-ket/<int:pk>/ban-<int:number>.docx", summaries.summary_word, name="summary_word"),
]
