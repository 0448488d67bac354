"""The pages of reports: the right person, the wrong one, the refused one; what is shown."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from bloc.models import Office
from campaigns import actions
from campaigns.forms.figures import row_of
from campaigns.models import BoardRequest, PhaseKind, ReportKind, ReportState
from campaigns.outlines import fingerprint, lines_of
from campaigns.papers.report import of_report
from campaigns.queries import reports as queries
from campaigns.waiting import reports as waiting
from members.models import Role
from tests import factories as make
from tests.budget import MOST_QUERIES, assert_same_queries, queries_of
from tests.clock import on
from tests.conftest import TODAY

DAY = dt.timedelta(days=1)
CLOSES = TODAY + 15 * DAY


@pytest.fixture
def as_(client, cast):
    """Become one of the cast."""

    def sign_in(name):
        client.force_login(cast[name])
        return client

    return sign_in


@pytest.fixture
def asked(today, world, cast):
    make.PhaseFactory(
        campaign=world.campaign, kind=PhaseKind.REPORTING, opens_on=TODAY - DAY, closes_on=CLOSES
    )
    return actions.request_report(
        world.campaign, kind=ReportKind.ANNUAL, title="Báo cáo tổng kết năm", by=cast["secretary"]
    )


@pytest.fixture
def report(asked, world, cast):
    """In hand: two agreed targets, one of them counted in tenths."""
    registration = make.RegistrationFactory(campaign=world.campaign, board=world.board)
    make.TargetFactory(registration=registration, agreed=100, indicator__decimals=1)
    make.TargetFactory(registration=registration, agreed=10, indicator__better="less")
    return actions.begin_report(BoardRequest(asked, world.board), by=cast["writer"])


@pytest.fixture
def written(report, cast):
    fill(report, cast["writer"])
    return report


@pytest.fixture
def submitted(written, cast):
    actions.submit_report(written, by=cast["leader"])
    return written


def fill(report, by, text="Đã hoàn thành vượt mức."):
    for section in report.sections.all():
        actions.edit_section(section, text=text, seen_edition=section.edition, by=by)
    report.figures.update(actual=8)


def url(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def titles(account):
    account.forget_posts()
    return [str(thing.title) for thing in waiting.waiting_for(account)]


def first(report):
    return queries.sections_of(report)[0]


def figure_fields(report, **changes):
    """What a browser sends from the table of targets as it stands, and what was typed over it."""
    sent = {}
    for number, figure in enumerate(queries.figures_of(report), 1):
        row = row_of(figure)
        for name in ("actual", "last_year", "note", "seen"):
            typed = changes.get(f"{name}_{number}", getattr(row, name))
            sent[f"{row.name}-{name}"] = typed
    return sent


# who sees what


def test_reports_visible_to_agrees_with_view_report(submitted, asked, world, cast):
    own = actions.begin_report(BoardRequest(asked, world.deputy), by=cast["deputy"])
    chiefs = actions.begin_report(BoardRequest(asked, world.chief), by=cast["secretary"])
    stand_in = make.SeatFactory(bloc=world.bloc).board
    make.TermFactory(bloc=world.bloc, board=stand_in, office=Office.STAND_IN)
    leader = make.PostFactory(board=stand_in, role=Role.LEADER).account
    heir = make.MergerFactory(predecessor=world.board).successor
    follower = make.PostFactory(board=heir).account

    for account in [*cast.values(), leader, follower]:
        sees = set(queries.reports_visible_to(account))
        allowed = {
            each
            for each in (submitted, own, chiefs)
            if account.has_perm("campaigns.view_report", each)
        }
        assert sees == allowed, account
    assert set(queries.reports_visible_to(leader)) == {own}
    assert set(queries.reports_visible_to(follower)) == {submitted}


PAGES = ["report", "report_versions"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "part", ["writer", "leader", "clerk", "secretary", "chief", "deputy", "reviewer"]
)
def test_the_board_and_those_in_charge_read_a_report(as_, submitted, name, part):
    assertContains(as_(part).get(url(name, submitted.pk)), "vượt mức")


@pytest.mark.parametrize("name", [*PAGES, "write_report", "submit_report", "accept_report"])
def test_others_do_not_know_of_it(as_, submitted, world, cast, name):
    other = make.SeatFactory(bloc=world.bloc).board
    make.PostFactory(account=cast["outsider"], board=other)
    assert as_("outsider").get(url(name, submitted.pk)).status_code == 404


def test_what_is_in_hand_only_the_board_reads(as_, written):
    assertContains(as_("writer").get(written.get_absolute_url()), "vượt mức")
    response = as_("chief").get(written.get_absolute_url())
    assertContains(response, "The board is still writing")
    assertNotContains(response, "vượt mức")


def test_what_is_being_mended_is_read_as_it_was_submitted(as_, submitted, cast):
    actions.return_report(submitted, reason="Ngắn.", by=cast["chief"])
    fill(submitted, cast["writer"], "Câu chữ mới.")

    assertContains(as_("chief").get(submitted.get_absolute_url()), "The board is mending")
    response = as_("chief").get(url("report_versions", submitted.pk) + "?before=0&after=1")
    assertContains(response, "vượt mức")
    assertNotContains(response, "Câu chữ mới.")
    assertContains(as_("writer").get(url("report_versions", submitted.pk)), "Câu chữ mới.")


VERBS = {
    "write_report": "edit_section",
    "submit_report": "submit_report",
    "return_report": "return_report",
    "accept_report": "accept_report",
}


@pytest.mark.parametrize("page", VERBS)
@pytest.mark.parametrize("part", ["writer", "leader", "secretary", "chief", "deputy", "reviewer"])
def test_a_verbs_page_is_for_whoever_may_do_it(as_, report, cast, page, part):
    allowed = cast[part].has_perm(f"campaigns.{VERBS[page]}", report)
    assert as_(part).get(url(page, report.pk)).status_code == (200 if allowed else 403)


@pytest.mark.parametrize("part", ["writer", "leader", "deputy", "secretary", "chief", "reviewer"])
def test_asking_and_outlining_are_for_who_prepares(as_, asked, world, cast, part):
    status = 200 if part in {"secretary", "chief"} else 403
    assert as_(part).get(url("request_report", world.campaign.pk)).status_code == status
    assert as_(part).get(url("outline_report", asked.pk)).status_code == status


def test_begin_report_button_is_for_the_boards_own_people(as_, asked, world, cast):
    button = url("begin_report", asked.pk, world.board.pk)
    assert as_("chief").post(button).status_code == 403
    assert as_("outsider").post(button).status_code == 404
    assert not asked.reports.exists()
    response = as_("writer").post(button)
    assertRedirects(response, asked.reports.get().get_writing_url())


def test_begin_report_refused_says_why(as_, asked, world):
    asked.headings.all().delete()
    button = url("begin_report", asked.pk, world.board.pk)
    assertContains(as_("writer").post(button, follow=True), "An outline needs at least one")


# asked for


def test_the_list_shows_ones_own_board_or_all_of_them(as_, report, world):
    page = url("report_requests", world.campaign.pk)
    response = as_("writer").get(page)
    assertContains(response, world.board.short_name)
    assertNotContains(response, world.deputy.short_name)
    response = as_("secretary").get(page)
    for board in (world.board, world.deputy, world.chief):
        assertContains(response, board.short_name)
    assertContains(response, "0 of 3 boards have handed in, 0 accepted.")


def test_the_list_counts_the_days_of_who_is_late(as_, report, world):
    with on(CLOSES + 2 * DAY):
        response = as_("secretary").get(url("report_requests", world.campaign.pk))
    assertContains(response, "2 days late", count=3)


def test_request_report_leads_to_the_outline(as_, today, world):
    page = url("request_report", world.campaign.pk)
    sent = {"kind": "ad_hoc", "title": "Báo cáo nhanh", "due_on": "20/06/2026"}
    response = as_("secretary").post(page, sent)
    made = world.campaign.report_requests.get()
    assertRedirects(response, url("outline_report", made.pk))
    assert (made.title, made.due_on) == ("Báo cáo nhanh", dt.date(2026, 6, 20))


def test_request_report_refused_stays_on_the_form(as_, asked, world):
    page = url("request_report", world.campaign.pk)
    response = as_("secretary").post(page, {"kind": "annual", "title": "Lần nữa"})
    assertContains(response, "has been asked for already")


def typed_outline(request, **more):
    """What a browser sends from the form of the outline."""
    lines = lines_of(request.headings.all())
    return {
        "seen": fingerprint(lines),
        "order": "",
        "heading_pk": [line.pk for line in lines],
        "heading_title": [line.title for line in lines],
        "heading_hint": [line.hint for line in lines],
        "heading_is_required": ["yes" if line.is_required else "" for line in lines],
        "heading_most_letters": [line.most_letters or "" for line in lines],
        "heading_holds_figures": ["yes" if line.holds_figures else "" for line in lines],
        "heading_draws": [line.draws for line in lines],
    } | more


def test_outline_report_as_it_stands_changes_nothing(as_, asked):
    before = lines_of(asked.headings.all())
    response = as_("secretary").post(url("outline_report", asked.pk), typed_outline(asked))
    assertRedirects(response, asked.get_absolute_url())
    assert lines_of(asked.headings.all()) == before


@pytest.mark.parametrize(
    ("wish", "places"),
    [("up:1", [1, 0, 2]), ("down:0", [1, 0, 2]), ("remove:0", [1, 2]), ("remove:99", [0, 1, 2])],
)
def test_outline_report_is_arranged_without_saving(as_, asked, wish, places):
    before = [line.title for line in lines_of(asked.headings.all())]
    sent = typed_outline(asked, move=wish)
    response = as_("secretary").post(url("outline_report", asked.pk), sent)
    shown = [row.title for row in response.context["rows"]]
    assert shown[: len(places)] == [before[place] for place in places]
    assert asked.headings.first().title == before[0]


def test_outline_report_adds_a_row_and_saves_it(as_, asked):
    page = url("outline_report", asked.pk)
    response = as_("secretary").post(page, typed_outline(asked, move="add"))
    assert len(response.context["rows"]) == 11
    sent = typed_outline(asked)
    for name, words in {
        "pk": "", "title": " Phụ lục ", "hint": "", "is_required": "", "most_letters": "900",
        "holds_figures": "", "draws": "",
    }.items():  # fmt: skip
        sent[f"heading_{name}"].append(words)
    as_("secretary").post(page, sent)
    added = asked.headings.last()
    assert (added.title, added.is_required, added.most_letters) == ("Phụ lục", False, 900)


def test_outline_report_says_what_is_wrong_with_a_row(as_, asked):
    sent = typed_outline(asked)
    sent["heading_most_letters"][0] = "nhiều"
    response = as_("secretary").post(url("outline_report", asked.pk), sent)
    assertContains(response, "Enter a whole number.")
    assert asked.headings.first().most_letters == 6000


def test_outline_report_refused_shows_the_reason_and_the_rows(as_, asked, report):
    sent = typed_outline(asked)
    for name in list(sent):
        if name.startswith("heading_"):
            sent[name] = sent[name][1:]
    response = as_("secretary").post(url("outline_report", asked.pk), sent)
    assertContains(response, "Boards have begun to write")
    assert asked.headings.count() == 10


def test_outline_report_over_somebody_elses_change_shows_theirs(as_, asked):
    sent = typed_outline(asked)
    asked.headings.filter(position=1).update(title="Tình hình chung")
    response = as_("secretary").post(url("outline_report", asked.pk), sent)
    assertContains(response, "Somebody else has changed the outline")
    assertContains(response, "Tình hình chung")


# written


def save(client, section, text, seen=None, *, by_itself=False):
    sent = {"text": text, "seen_edition": section.edition if seen is None else seen}
    headers = {"Accept": "application/json"} if by_itself else {}
    return client.post(url("edit_section", section.pk), sent, headers=headers)


def test_the_writing_page_holds_all_sections_and_figures(as_, report):
    response = as_("writer").get(report.get_writing_url())
    for section in report.sections.all():
        assertContains(response, section.heading.title)
    assertContains(response, 'data-row="figure-', count=2)


def test_the_writing_page_leads_on_once_submitted(as_, submitted):
    response = as_("writer").get(submitted.get_writing_url())
    assertRedirects(response, submitted.get_absolute_url())


def test_edit_section_by_its_button(as_, report):
    section = first(report)
    response = save(as_("writer"), section, "Một.\r\nHai.")
    assertRedirects(
        response, f"{report.get_writing_url()}#section-{section.pk}", fetch_redirect_response=False
    )
    section.refresh_from_db()
    assert section.text == "Một.\nHai."


def test_edit_section_by_itself_says_when(as_, report):
    section = first(report)
    response = save(as_("writer"), section, "Một.", by_itself=True)
    assert response.json() == {"edition": 1, "words": "saved 12:00"}


def test_edit_section_stale_shows_both_versions_and_keeps_mine(as_, report, cast):
    section = first(report)
    actions.edit_section(section, text="Của lãnh đạo.", seen_edition=0, by=cast["leader"])

    response = save(as_("writer"), section, "Của tôi.", seen=0)

    assertContains(response, "leader has changed this section", status_code=409)
    assertContains(response, "lãnh đạo.", status_code=409)
    shown = next(each for each in response.context["sections"] if each.pk == section.pk)
    assert (shown.shown, shown.edition, shown.text) == ("Của tôi.", 1, "Của lãnh đạo.")
    save(as_("writer"), section, "Của tôi.", seen=1)
    section.refresh_from_db()
    assert section.text == "Của tôi."


def test_edit_section_by_itself_stale_gives_both_versions(as_, report, cast):
    section = first(report)
    actions.edit_section(section, text="Của lãnh đạo.", seen_edition=0, by=cast["leader"])

    response = save(as_("writer"), section, "Của tôi.", seen=0, by_itself=True)

    assert response.status_code == 409
    answer = response.json()
    assert answer["edition"] == 1
    assert 'data-theirs="Của lãnh đạo."' in answer["html"]
    assert "<ins" in answer["html"]


def test_edit_section_refused_keeps_what_was_typed(as_, report):
    section = first(report)
    section.heading.most_letters = 3
    section.heading.save()
    response = save(as_("writer"), section, "Quá dài.")
    assertContains(response, "at most 3 are allowed", status_code=422)
    assertContains(response, "Quá dài.", status_code=422)
    response = save(as_("writer"), section, "Quá dài.", by_itself=True)
    assert (response.status_code, "at most 3" in response.json()["words"]) == (422, True)


def test_edit_section_after_the_submission_is_refused(as_, submitted):
    section = first(submitted)
    response = save(as_("writer"), section, "Thêm.")
    assertRedirects(response, submitted.get_absolute_url())
    assert save(as_("writer"), section, "Thêm.", by_itself=True).status_code == 422


def test_edit_section_is_for_the_boards_own_people(as_, report, world, cast):
    section = first(report)
    assert save(as_("chief"), section, "Thêm.").status_code == 403
    assert save(as_("outsider"), section, "Thêm.").status_code == 404
    section.refresh_from_db()
    assert section.text == ""


def post_figures(client, report, *, by_itself=False, **typed):
    headers = {"Accept": "application/json"} if by_itself else {}
    sent = figure_fields(report, **typed)
    return client.post(url("edit_figures", report.pk), sent, headers=headers)


def test_edit_figures_in_vietnamese_numbers(as_, report):
    response = post_figures(as_("writer"), report, actual_1="1.234,5", note_2="đúng hạn")
    assertRedirects(response, f"{report.get_writing_url()}#figures", fetch_redirect_response=False)
    one, two = queries.figures_of(report)
    assert (one.actual, two.actual, two.note) == (Decimal("1234.5"), None, "đúng hạn")
    page = as_("writer").get(report.get_writing_url())
    assertContains(page, 'value="1.234,5"')
    assertContains(page, "1.234,5%")


def test_edit_figures_untouched_rows_are_left(as_, report, cast):
    post_figures(as_("writer"), report)
    assert [figure.edition for figure in queries.figures_of(report)] == [0, 0]


def test_edit_figures_saves_sound_rows_and_shows_the_wrong_ones(as_, report):
    response = post_figures(as_("writer"), report, actual_1="1,25", actual_2="9")
    assertContains(response, "At most 1 decimals", status_code=422)
    assertContains(response, 'value="1,25"', status_code=422)
    assert [figure.actual for figure in queries.figures_of(report)] == [None, Decimal(9)]


def test_edit_figures_stale_rows_stay_and_say_who(as_, report, cast):
    opened = figure_fields(report, actual_1="5", actual_2="6")
    post_figures(as_("leader"), report, actual_1="4")

    response = as_("writer").post(url("edit_figures", report.pk), opened)

    assertContains(response, "leader has saved: reached 4,0", status_code=422)
    assertContains(response, 'value="5"', status_code=422)
    assert [figure.actual for figure in queries.figures_of(report)] == [Decimal(4), Decimal(6)]
    again = {row.name: row for row in response.context["rows"]}
    name = next(iter(again))
    opened[f"{name}-seen"] = again[name].seen
    as_("writer").post(url("edit_figures", report.pk), opened)
    assert queries.figures_of(report)[0].actual == Decimal(5)


def test_edit_figures_by_itself_answers_row_by_row(as_, report, cast):
    opened = figure_fields(report, actual_1="5", actual_2="x")
    post_figures(as_("leader"), report, actual_1="4")
    headers = {"Accept": "application/json"}

    response = as_("writer").post(url("edit_figures", report.pk), opened, headers=headers)

    assert response.status_code == 409
    one, two = response.json()["rows"].values()
    assert one["theirs"] == {"actual": "4,0", "last_year": "", "note": ""}
    assert one["rate"] == "4,0%"
    assert list(two["errors"]) == ["actual"]
    assert "seen" not in two


def test_edit_figures_by_itself_saved(as_, report):
    response = post_figures(as_("writer"), report, by_itself=True, actual_1="50", last_year_1="40")
    assert response.status_code == 200
    one, two = response.json()["rows"].values()
    assert (one["rate"], one["growth"]) == ("50,0%", "125,0%")
    assert one["seen"].startswith("1:")
    assert "seen" not in two  # not touched: it must not be taken for seen


def test_edit_figures_after_the_submission_is_refused(as_, submitted):
    response = post_figures(as_("writer"), submitted, actual_1="5")
    assertRedirects(response, submitted.get_absolute_url())
    again = post_figures(as_("writer"), submitted, by_itself=True, actual_1="5")
    assert again.status_code == 422


def test_edit_figures_is_for_the_boards_own_people(as_, report):
    assert post_figures(as_("chief"), report, actual_1="5").status_code == 403
    assert as_("chief").post(url("take_over_targets", report.pk)).status_code == 403


def test_take_over_targets_button(as_, report, world):
    target = world.board.registrations.get().targets.first()
    assertNotContains(as_("writer").get(report.get_writing_url()), "Take over the accepted")
    target.agreed = 150
    target.save()
    assertContains(as_("writer").get(report.get_writing_url()), "Take over the accepted")
    as_("writer").post(url("take_over_targets", report.pk))
    assert queries.figures_of(report)[0].plan == 150


def test_without_accepted_targets_the_page_says_so(as_, asked, world, cast):
    make.IndicatorFactory(bloc=world.bloc)
    report = actions.begin_report(BoardRequest(asked, world.board), by=cast["writer"])
    page = as_("writer").get(report.get_writing_url())
    assertContains(page, "No targets of your board were accepted")


# submitted and decided


def test_submit_report_wants_the_leaders_word(as_, written):
    page = url("submit_report", written.pk)
    assertContains(as_("leader").post(page, {"sent": "yes"}), "This field is required.")
    response = as_("leader").post(page, {"vouched": "on"})
    assertRedirects(response, written.get_absolute_url())
    written.refresh_from_db()
    assert written.state == ReportState.SUBMITTED


def test_submit_report_keeps_the_boards_own_number(as_, written):
    page = url("submit_report", written.pk)
    too_long = as_("leader").post(page, {"vouched": "on", "paper_number": "1" * 51})
    assertContains(too_long, "at most 50 characters")
    as_("leader").post(page, {"vouched": "on", "paper_number": " 12/BC-BQL "})
    written.refresh_from_db()
    assert written.paper_number == "12/BC-BQL"
    assert of_report(written)["number"] == "Số: 12/BC-BQL"
    assertContains(as_("leader").get(written.get_absolute_url()), "12/BC-BQL")
    actions.return_report(written, reason="Thiếu.", by=written.submitted_by)
    assertContains(as_("leader").get(page), 'value="12/BC-BQL"')


def test_submit_report_refused_says_what_is_missing(as_, report):
    response = as_("leader").post(url("submit_report", report.pk), {"vouched": "on"})
    assertContains(response, "These required sections are still empty")


def test_submit_report_late_is_told_before(as_, written):
    with on(CLOSES + DAY):
        response = as_("leader").get(url("submit_report", written.pk))
    assertContains(response, "1 day late")


def test_return_report_puts_reasons_in_their_places(as_, submitted):
    section, figure = first(submitted), queries.figures_of(submitted)[1]
    sent = {
        "reason": "Cần bổ sung.",
        f"section-{section.pk}": "Nêu rõ số liệu.",
        f"figure-{figure.pk}": "Đơn vị sai.",
    }
    response = as_("chief").post(url("return_report", submitted.pk), sent)
    assertRedirects(response, submitted.get_absolute_url())
    for page in (submitted.get_writing_url(), submitted.get_absolute_url()):
        response = as_("writer").get(page)
        for words in ("Cần bổ sung.", "Nêu rõ số liệu.", "Đơn vị sai."):
            assertContains(response, words)


def test_return_report_without_a_reason_stays(as_, submitted):
    response = as_("chief").post(url("return_report", submitted.pk), {"reason": ""})
    assertContains(response, "This field is required.")


def test_accept_report_by_the_deputy_for_the_chiefs_board(as_, asked, world, cast):
    report = actions.begin_report(BoardRequest(asked, world.chief), by=cast["secretary"])
    fill(report, cast["secretary"])
    actions.submit_report(report, by=cast["chief"])
    page = url("accept_report", report.pk)

    assert as_("chief").post(page).status_code == 403
    assertRedirects(as_("deputy").post(page), report.get_absolute_url())
    assertContains(as_("deputy").post(page), "cannot become")


def test_versions_mark_what_changed(as_, submitted, cast):
    actions.return_report(submitted, reason="Ngắn.", by=cast["chief"])
    section = first(submitted)
    actions.edit_section(
        section, text="Đã hoàn thành đúng hạn.", seen_edition=section.edition, by=cast["writer"]
    )
    submitted.figures.filter(pk=queries.figures_of(submitted)[0].pk).update(actual=9)
    submitted.refresh_from_db()
    actions.submit_report(submitted, by=cast["leader"])

    response = as_("chief").get(url("report_versions", submitted.pk))

    assert [side.number for side in response.context["sides"]] == [1, 2]
    changed = [row.name_after for row in response.context["rows"] if row.is_changed]
    assert changed[0] == "I. Đặc điểm tình hình"
    assert len(changed) == 2
    assertContains(response, '<ins class="words">đúng hạn.</ins>', html=True)


def test_versions_before_the_first_submission(as_, report):
    assertContains(as_("writer").get(url("report_versions", report.pk)), "The text under hand")
    assertContains(as_("chief").get(url("report_versions", report.pk)), "No version yet")


# the next step, and what waits


def steps(client, report):
    response = client.get(report.get_absolute_url())
    return [(str(step.label), bool(step.refusal)) for step in response.context["steps"]]


def test_next_steps_lead_through_the_report(as_, report, cast):
    assert steps(as_("writer"), report) == [("Write the report", False)]
    assert steps(as_("leader"), report) == [
        ("Write the report", False), ("Submit the report", True),
    ]  # fmt: skip
    assert steps(as_("chief"), report) == []
    fill(report, cast["writer"])
    assert steps(as_("leader"), report)[0] == ("Submit the report", False)
    actions.submit_report(report, by=cast["leader"])
    assert steps(as_("leader"), report) == []
    assert steps(as_("chief"), report) == [
        ("Accept the report", False), ("Return to the board", False),
    ]  # fmt: skip
    actions.return_report(report, reason="Ngắn.", by=cast["chief"])
    assert ("Mend the report", False) in steps(as_("leader"), report)
    actions.submit_report(report, by=cast["leader"])
    actions.accept_report(report, by=cast["chief"])
    assert steps(as_("chief"), report) == []


def test_what_waits_follows_the_report(asked, world, cast):
    name = f"Báo cáo tổng kết năm ({make.YEAR})"
    assert titles(cast["writer"]) == [f"Write: {name}"]
    assert titles(cast["reviewer"]) == titles(cast["outsider"]) == []
    with on(TODAY - 2 * DAY):
        assert titles(cast["writer"]) == []  # its days have not come
    report = actions.begin_report(BoardRequest(asked, world.board), by=cast["writer"])
    assert titles(cast["writer"]) == titles(cast["leader"]) == [f"Write on: {name}"]
    fill(report, cast["writer"])
    assert titles(cast["writer"]) == [f"Write on: {name}"]
    assert titles(cast["leader"]) == [f"Submit: {name}"]
    actions.submit_report(report, by=cast["leader"])
    assert titles(cast["leader"]) == []
    assert titles(cast["chief"]) == [f"Write: {name}", f"Decide about 1 report: {name}"]
    assert titles(cast["deputy"]) == [f"Write: {name}"]
    actions.return_report(report, reason="Ngắn.", by=cast["chief"])
    assert titles(cast["writer"]) == [f"Mend: {name}"]


def test_what_waits_knows_the_extended_day(asked, world, cast):
    [found] = waiting.waiting_for(cast["writer"])
    assert found.due_on == CLOSES
    phase = world.campaign.phases.get()
    phase.extensions.create(
        board=world.board, until=CLOSES + DAY, reason="bão", granted_by=cast["chief"]
    )
    [found] = waiting.waiting_for(cast["writer"])
    assert found.due_on == CLOSES + DAY


def test_what_waits_by_request_has_its_own_day(today, world, cast):
    actions.request_report(
        world.campaign, kind=ReportKind.AD_HOC, title="Nhanh", due_on=TODAY, by=cast["chief"]
    )
    [found] = waiting.waiting_for(cast["writer"])
    assert found.due_on == TODAY


# queries


def test_lists_cost_the_same_with_many_boards(as_, asked, world, cast):
    def one_more():
        board = make.SeatFactory(bloc=world.bloc).board
        actions.begin_report(BoardRequest(asked, board), by=cast["secretary"])

    client = as_("secretary")
    assert_same_queries(client, url("report_requests", world.campaign.pk), one_more)
    assert queries_of(client, asked.get_absolute_url()) <= MOST_QUERIES


@pytest.mark.parametrize("name", ["report", "write_report", "report_versions"])
def test_a_reports_pages_cost_the_same_with_sixty_figures(as_, report, name):
    client = as_("leader")

    def one_more():
        make.FigureFactory.create_batch(5, report=report, indicator__bloc=report.bloc)

    assert_same_queries(client, url(name, report.pk), one_more)


def test_return_report_costs_the_same_with_sixty_figures(as_, submitted):
    make.FigureFactory.create_batch(60, report=submitted, indicator__bloc=submitted.bloc)
    assert queries_of(as_("chief"), url("return_report", submitted.pk)) <= MOST_QUERIES


def test_what_waits_is_one_query(asked, world, cast, django_assert_num_queries):
    for kind in (ReportKind.MIDYEAR, ReportKind.AD_HOC):
        make.ReportRequestFactory(campaign=world.campaign, kind=kind, due_on=TODAY)
    account = cast["chief"]
    list(waiting.waiting_for(account))
    with django_assert_num_queries(1):
        waiting.waiting_for(account)
