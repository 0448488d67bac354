"""Pages of the table of points: read, written line by line, approved; as a sheet there and back."""

import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal
from http import HTTPStatus
from itertools import count
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from campaigns import actions
from campaigns.layouts import CriterionText, GroupText, Layout
from campaigns.models import CriterionKind, Formula, TableAnswer, TableState
from campaigns.queries import tables as queries
from campaigns.spreadsheets import HEAD
from tests import factories as make
from tests.budget import assert_same_queries, queries_of
from tests.campaigns.test_table_actions import (
    approved,
    asked,
    commented,
    drafted,
    fresh,
    met,
    rich,
    small,
)
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")

FORBIDDEN, MISSING = HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND


def url(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def sign_in(client, account):
    client.force_login(account)
    return client


def layout_now(table):
    return Layout.of(fresh(table))


# -- who --------------------------------------------------------------------------------------
VERBS = ("edit_table", "import_table", "ask_for_comments", "approve_table", "revise_table")


@pytest.mark.parametrize("verb", VERBS)
def test_pages_of_verbs_are_closed_to_others(client, world, cast, verb):
    table = drafted(world, cast, small())

    assert sign_in(client, cast["writer"]).get(url(verb, table.pk)).status_code == FORBIDDEN
    assert sign_in(client, cast["outsider"]).get(url(verb, table.pk)).status_code == MISSING


def test_only_the_chief_approves(client, world, cast):
    page = url("approve_table", asked(world, cast).pk)

    assert sign_in(client, cast["secretary"]).get(page).status_code == FORBIDDEN
    assert sign_in(client, cast["chief"]).get(page).status_code == HTTPStatus.OK


@pytest.mark.parametrize("part", ["writer", "leader", "clerk", "deputy", "reviewer", "keeper"])
def test_everybody_of_the_bloc_reads_the_table(client, world, cast, part):
    table = drafted(world, cast, rich(world))

    page = sign_in(client, cast[part]).get(table.get_absolute_url())

    assertContains(page, "I. Nhiệm vụ")
    assertContains(page, "Vốn")
    assertNotContains(page, "Edit the table")


def test_strangers_do_not_find_it(client, world, cast):
    table = drafted(world, cast, small())

    client = sign_in(client, cast["outsider"])

    assert client.get(table.get_absolute_url()).status_code == MISSING
    assert client.get(url("tables", world.campaign.pk)).status_code == MISSING
    assert client.get(url("table_sheet", table.pk)).status_code == MISSING


def test_who_sees_it_is_who_may(world, cast):
    table = drafted(world, cast, small())

    for person in cast.values():
        seen = table in queries.tables_visible_to(person)
        assert seen == person.has_perm("campaigns.view_table", table)


# -- reading ----------------------------------------------------------------------------------
def test_a_year_without_a_table_says_so(client, world, cast):
    page = url("tables", world.campaign.pk)

    assertNotContains(sign_in(client, cast["leader"]).get(page), "Begin the table")
    assertContains(sign_in(client, cast["secretary"]).get(page), "Begin the table")


def test_the_tab_leads_to_the_table_in_force(client, world, cast):
    table = approved(world, cast)
    actions.revise_table(table, reason="Đổi", by=cast["secretary"])

    page = sign_in(client, cast["leader"]).get(url("tables", world.campaign.pk))

    assertRedirects(page, table.get_absolute_url())


def test_the_table_says_how_each_line_is_scored(client, world, cast):
    table = drafted(world, cast, rich(world))

    page = sign_in(client, cast["leader"]).get(table.get_absolute_url())

    assertContains(page, "Theo tỷ lệ")  # the writer's own words come first
    assertContains(page, "Met: 30; not met: 0.")
    assertContains(page, "-5 for each, from -10 to 0.")
    assertContains(page, "At least 40 points in I. Nhiệm vụ")
    assertContains(page, "Không nộp báo cáo (Quy chế)")


RULES = [
    ({"formula": Formula.LINEAR}, "In proportion to the plan; 20 where it is reached."),
    ({"formula": Formula.LEADER}, "Half of it at the plan, all of it for the board that leads."),
    ({"formula": Formula.RATE_BANDS}, "By the rate reached: from 100 %: 20; from 90,5 %: 10."),
    (
        {"formula": Formula.VALUE_BANDS},
        "By the figure: from 100 tỷ đồng: 20; from 90,5 tỷ đồng: 10.",
    ),
]


@pytest.mark.parametrize(("facts", "words"), RULES)
def test_formulas_are_told_in_words(client, world, cast, facts, words):
    indicator = make.IndicatorFactory(bloc=world.bloc)
    bands = ((Decimal(100), Decimal(20)), (Decimal("90.5"), Decimal(10)))
    line = CriterionText(
        "Vốn", CriterionKind.QUANTITATIVE, Decimal(20), indicator=indicator.pk,
        bands=bands if "bands" in facts["formula"] else (), **facts,
    )  # fmt: skip
    table = drafted(world, cast, Layout(groups=(GroupText("I", Decimal(20), criteria=(line,)),)))

    assertContains(sign_in(client, cast["leader"]).get(table.get_absolute_url()), words)


def test_bands_fall_where_less_is_better(client, world, cast):
    indicator = make.IndicatorFactory(bloc=world.bloc, better="less", unit="vụ")
    line = CriterionText(
        "Tai nạn", CriterionKind.QUANTITATIVE, Decimal(20), indicator=indicator.pk,
        formula=Formula.VALUE_BANDS,
        bands=((Decimal(1), Decimal(10)), (Decimal(0), Decimal(20))),
    )  # fmt: skip
    table = drafted(world, cast, Layout(groups=(GroupText("I", Decimal(20), criteria=(line,)),)))

    page = sign_in(client, cast["leader"]).get(table.get_absolute_url())

    assertContains(page, "By the figure: up to 0 vụ: 20; up to 1 vụ: 10.")


def test_the_page_costs_as_many_questions_for_many_comments(client, world, cast):
    table, places = asked(world, cast), count(1)

    def one_more():
        board = make.SeatFactory(bloc=world.bloc, position=3 + next(places)).board
        answer = TableAnswer(table, board)
        actions.comment_on_table(answer, text="Đồng ý", by=cast["writer"])

    assert_same_queries(sign_in(client, cast["secretary"]), table.get_absolute_url(), one_more)


@pytest.mark.parametrize("part", ["writer", "secretary", "chief", "keeper"])
def test_sixty_criteria_cost_no_more_questions(client, world, cast, part):
    lines = tuple(met(f"Tiêu chí {number}", 1) for number in range(60))
    table = drafted(
        world, cast, Layout(Decimal(60), groups=(GroupText("I", Decimal(60), criteria=lines),))
    )

    assert queries_of(sign_in(client, cast[part]), table.get_absolute_url()) <= 12


def test_the_page_on_which_it_is_written_costs_few_questions(client, world, cast):
    table = drafted(world, cast, template="1000")

    assert queries_of(sign_in(client, cast["chief"]), url("edit_table", table.pk)) <= 12


# -- beginning --------------------------------------------------------------------------------
def test_draft_table_offers_examples_and_earlier_years(client, world, cast):
    former = make.CampaignFactory(bloc=world.bloc, year=make.YEAR - 1)
    old = actions.draft_table(former, template="100", by=cast["secretary"])
    actions.ask_for_comments(old, comments_due_on=TODAY, by=cast["secretary"])
    actions.approve_table(old, despite=True, by=cast["chief"])
    client = sign_in(client, cast["secretary"])

    page = client.get(url("draft_table", world.campaign.pk))
    sent = client.post(url("draft_table", world.campaign.pk), {"start": f"table-{old.pk}"})

    assertContains(page, f"the table of the year {make.YEAR - 1}")
    assertContains(page, "the example of 1000 points, for reference")
    table = queries.open_table(world.campaign)
    assertRedirects(sent, url("edit_table", table.pk))
    assert layout_now(table) == layout_now(old)


def test_draft_table_says_that_one_is_begun(client, world, cast):
    drafted(world, cast)

    page = sign_in(client, cast["secretary"]).post(
        url("draft_table", world.campaign.pk), {"start": "template-100"}
    )

    assertContains(page, "Version 1 of the table is being written already.")


def test_an_example_says_so(client, world, cast):
    table = drafted(world, cast, template="100")

    page = sign_in(client, cast["leader"]).get(table.get_absolute_url())

    assertContains(page, "Built from an example for reference.")


# -- writing ----------------------------------------------------------------------------------
def press(client, table, **sent):
    table.refresh_from_db()
    return client.post(
        url("edit_table", table.pk), {"seen_edition": table.edition, **sent}, follow=True
    )


def names(table):
    return [[each.name for each in group.criteria] for group in layout_now(table).groups]


def test_buttons_move_copy_and_remove_lines_and_groups(client, world, cast):
    layout = small()
    table, client = drafted(world, cast, layout), sign_in(client, cast["secretary"])
    first, second = (group.key for group in layout.groups)
    one, other = (line.key for line in layout.groups[0].criteria)

    press(client, table, do=f"down:{one}")
    assert names(table) == [["B", "A"], ["C"]]
    press(client, table, do=f"up:{one}")
    assert names(table) == [["A", "B"], ["C"]]
    press(client, table, do=f"copy:{other}")
    assert names(table) == [["A", "B", "B (copy)"], ["C"]]
    press(client, table, do=f"up:{second}")
    assert names(table) == [["C"], ["A", "B", "B (copy)"]]
    press(client, table, do=f"remove:{one}")
    assert names(table) == [["C"], ["B", "B (copy)"]]
    page = press(client, table, do=f"remove:{first}")
    assert names(table) == [["C"]]
    assertContains(page, "The groups add up to 20, but the table gives 100.")


def test_lines_are_dragged_into_an_order(client, world, cast):
    layout = small()
    table = drafted(world, cast, layout)
    keys = [str(line.key) for line in layout.groups[0].criteria]

    press(sign_in(client, cast["secretary"]), table, order=",".join(keys[::-1]))

    assert names(table) == [["B", "A"], ["C"]]


@pytest.mark.parametrize("sent", [{}, {"do": "up"}, {"do": "fly:x"}, {"order": "x"}])
def test_what_no_button_sends_is_not_found(client, world, cast, sent):
    table = drafted(world, cast, small())

    client = sign_in(client, cast["secretary"])

    assert press(client, table, **sent).status_code == MISSING
    wrong = press(client, table, do=f"fly:{uuid4()}")
    assert wrong.status_code == MISSING


def test_a_button_of_an_old_page_changes_nothing(client, world, cast):
    layout = small()
    table = drafted(world, cast, layout)
    sent = {"seen_edition": 1, "do": f"remove:{layout.groups[0].key}"}

    page = sign_in(client, cast["chief"]).post(url("edit_table", table.pk), sent, follow=True)

    assertContains(page, "secretary has changed the table meanwhile")
    assert layout_now(table) == layout


def test_a_group_is_added_and_changed(client, world, cast):
    table, client = drafted(world, cast), sign_in(client, cast["secretary"])
    sent = {"seen_edition": 1, "name": "Nhiệm vụ", "maximum": "600"}

    client.post(url("add_table_group", table.pk), sent)
    group = layout_now(table).groups[0]
    page = client.get(url("table_group", table.pk, group.key))
    again = {"seen_edition": 2, "name": "Thưởng", "maximum": "50,5", "is_bonus": "on"}
    client.post(url("table_group", table.pk, group.key), again)

    assertContains(page, 'value="600"')
    changed = layout_now(table).groups[0]
    assert (changed.name, changed.maximum, changed.is_bonus) == ("Thưởng", Decimal("50.5"), True)
    assert changed.key == group.key


def line(layout, **sent):
    return {
        "seen_edition": 2, "group": str(layout.groups[0].key), "name": "Vốn", "kind": "met",
        "maximum": "10", "filled_by": "board", **sent,
    }  # fmt: skip


def test_a_criterion_of_each_kind_is_added(client, world, cast):
    layout, indicator = small(), make.IndicatorFactory(bloc=world.bloc)
    table, client = drafted(world, cast, layout), sign_in(client, cast["secretary"])
    page = url("add_table_criterion", table.pk, layout.groups[0].key)
    typed = [
        {"kind": "met", "note": "Tự ghi"},
        {"kind": "counted", "points_each": "2,5"},
        {"kind": "adjustment", "points_each": "-5", "minimum": "−10", "maximum": "0"},
        {"kind": "quantitative", "formula": "leader", "indicator": str(indicator.pk)},
        {"kind": "quantitative", "formula": "rate_bands", "bands": "90: 5\n\n100: 10"},
    ]
    for edition, sent in enumerate(typed, 2):
        answer = client.post(page, line(layout, **sent, seen_edition=edition))
        assertRedirects(answer, url("edit_table", table.pk), fetch_redirect_response=False)

    _a, _b, plain, counted, penalty, leader, banded = layout_now(table).groups[0].criteria
    assert plain.note == "Tự ghi"
    assert counted.points_each == Decimal("2.5")
    assert (penalty.points_each, penalty.minimum, penalty.maximum) == (-5, -10, 0)
    assert (leader.formula, leader.indicator) == (Formula.LEADER, indicator.pk)
    assert banded.bands == ((100, 10), (90, 5))


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"maximum": "mười"}, "is not a figure"),
        ({"maximum": "-1"}, "below nought"),
        ({"maximum": "1,234"}, "At most 2 decimals"),
        ({"maximum": "0"}, "Say how many may be given at most."),
        ({"kind": "counted"}, "Say how many points one of them gives."),
        ({"kind": "counted", "points_each": "-2"}, "Say how many points one of them gives."),
        ({"kind": "adjustment"}, "Say how many points one gives or takes."),
        ({"kind": "adjustment", "points_each": "-5"}, "How many may be taken at most: -10"),
        ({"kind": "adjustment", "points_each": "5", "minimum": "5"}, "with a minus sign"),
        ({"kind": "quantitative"}, "Choose how points follow from the figures."),
        ({"kind": "quantitative", "formula": "rate_bands"}, "Write at least one band."),
        ({"kind": "quantitative", "formula": "rate_bands", "bands": "98"}, "is no band"),
        ({"kind": "quantitative", "formula": "rate_bands", "bands": "9: 1\n9: 2"}, "Two bands"),
        ({"group": "x"}, "not one of the available choices"),
    ],
)
def test_a_criterion_that_cannot_be_says_what_is_wrong(client, world, cast, sent, words):
    layout = small()
    table = drafted(world, cast, layout)

    page = sign_in(client, cast["secretary"]).post(
        url("add_table_criterion", table.pk, layout.groups[0].key), line(layout, **sent)
    )

    assertContains(page, words)
    assert layout_now(table) == layout


def test_a_criterion_opens_as_it_is_and_may_move_to_another_group(client, world, cast):
    layout = rich(world)
    table, client = drafted(world, cast, layout), sign_in(client, cast["secretary"])
    measured = layout.groups[0].criteria[0]
    page = url("table_criterion", table.pk, measured.key)

    form = client.get(page).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    client.post(page, sent | {"group": str(layout.groups[1].key)})

    assert layout_now(table) == layout.with_criterion(layout.groups[1].key, measured)


def test_a_stale_form_keeps_what_was_typed_and_may_be_sent_again(client, world, cast):
    layout = small()
    table, client = drafted(world, cast, layout), sign_in(client, cast["chief"])
    page = url("add_table_criterion", table.pk, layout.groups[0].key)

    refused = client.post(page, line(layout, seen_edition=1))

    assertContains(refused, "secretary has changed the table meanwhile")
    assertContains(refused, 'value="Vốn"')
    assertContains(refused, '<input type="hidden" name="seen_edition" value="2"')
    client.post(page, line(layout))
    assert names(table)[0] == ["A", "B", "Vốn"]


def test_lines_that_are_gone_are_not_found(client, world, cast):
    table, client = drafted(world, cast, small()), sign_in(client, cast["secretary"])

    for name in ("table_group", "table_criterion", "add_table_criterion"):
        assert client.get(url(name, table.pk, uuid4())).status_code == MISSING


def test_totals_and_tie_breaks_are_set(client, world, cast):
    layout = small()
    table, client = drafted(world, cast, layout), sign_in(client, cast["secretary"])
    first = layout.groups[0].key
    sent = {
        "seen_edition": 2, "maximum": "200", "step": "0.50", "bonus_inside": "False", "cap": "210",
        "tie_1": f"group:{first}", "tie_2": "vote", "tie_3": f"group:{first}",
    }  # fmt: skip

    client.post(url("table_totals", table.pk), sent)

    found = layout_now(table)
    assert (found.maximum, found.step, found.bonus_inside, found.cap) == (
        200, Decimal("0.5"), False, 210,
    )  # fmt: skip
    assert [(tie.by, tie.group) for tie in found.tie_breaks] == [("group", first), ("vote", None)]
    page = client.get(url("table_totals", table.pk))
    assertContains(page, f'<option value="group:{first}" selected>')


def test_a_cap_below_the_total_is_refused(client, world, cast):
    table = drafted(world, cast, small())
    sent = {"seen_edition": 2, "maximum": "200", "step": "0.50", "bonus_inside": "False"}

    page = sign_in(client, cast["secretary"]).post(
        url("table_totals", table.pk), sent | {"cap": "150"}
    )

    assertContains(page, "With bonus there cannot be less than without.")


def rows(*conditions, first=0):
    sent = {"form-TOTAL_FORMS": len(conditions), "form-INITIAL_FORMS": first}
    for number, facts in enumerate(conditions):
        sent |= {f"form-{number}-{name}": value for name, value in facts.items()}
    return sent


def test_conditions_are_written_changed_and_taken_away(client, world, cast):
    layout = small()
    table, client = drafted(world, cast, layout), sign_in(client, cast["secretary"])
    page, first = url("table_conditions", table.pk), str(layout.groups[0].key)
    least = {"kind": "least", "group": first, "points": "40"}
    words = {"kind": "exclusion", "text": "Không nộp báo cáo", "source": "Quy chế"}

    client.post(page, {"seen_edition": 2} | rows(least, words, {"kind": "least"}))
    assert [(each.kind, each.points, each.text) for each in layout_now(table).conditions] == [
        ("least", 40, ""), ("exclusion", None, "Không nộp báo cáo"),
    ]  # fmt: skip

    again = rows({**least, "points": "50"}, {**words, "DELETE": "on"}, first=2)
    client.post(page, {"seen_edition": 3} | again)
    assert [(each.kind, each.points) for each in layout_now(table).conditions] == [("least", 50)]


def test_conditions_say_points_or_words(client, world, cast):
    table, client = drafted(world, cast, small()), sign_in(client, cast["secretary"])
    page = url("table_conditions", table.pk)

    lacking = client.post(page, {"seen_edition": 2} | rows({"kind": "exclusion", "source": "Luật"}))
    pointless = client.post(page, {"seen_edition": 2} | rows({"kind": "least", "text": "Đủ điểm"}))

    assertContains(lacking, "Say what keeps a board from being ranked.")
    assertContains(pointless, "Say how many points are wanted.")


# -- boards, chief, versions ------------------------------------------------------------------
def test_ask_for_comments_page_sends_it_round(client, world, cast):
    table = drafted(world, cast, small())

    answer = sign_in(client, cast["secretary"]).post(
        url("ask_for_comments", table.pk), {"comments_due_on": "30/06/2026"}
    )

    assertRedirects(answer, table.get_absolute_url())
    table.refresh_from_db()
    assert (table.state, table.comments_due_on) == (TableState.IN_COMMENT, dt.date(2026, 6, 30))


def test_a_board_comments_and_is_answered(client, world, cast):
    layout = small()
    table = asked(world, cast, layout)
    page = url("comment_on_table", table.pk, world.board.pk)
    sent = {"about": str(layout.groups[0].criteria[1].key), "text": "Điểm B nên thấp hơn."}

    assertContains(sign_in(client, cast["writer"]).get(table.get_absolute_url()), page)
    client.post(page, sent)
    comment = table.comments.get()
    client = sign_in(client, cast["secretary"])
    assertContains(client.get(table.get_absolute_url()), "Điểm B nên thấp hơn.")
    client.post(url("answer_table_comment", comment.pk), {"text": "Xin tiếp thu."})

    comment.refresh_from_db()
    assert (comment.about, comment.answer) == ("B", "Xin tiếp thu.")
    page = sign_in(client, cast["writer"]).get(table.get_absolute_url())
    assertContains(page, "Xin tiếp thu.")


def test_nobody_comments_for_another_board(client, world, cast):
    table, stranger = asked(world, cast), make.BoardFactory()

    client = sign_in(client, cast["writer"])

    other = url("comment_on_table", table.pk, world.deputy.pk)
    assert client.get(other).status_code == FORBIDDEN
    unknown = url("comment_on_table", table.pk, stranger.pk)
    assert client.get(unknown).status_code == MISSING


def test_nobody_else_answers(client, world, cast):
    page = url("answer_table_comment", commented(world, cast, asked(world, cast)).pk)

    assert sign_in(client, cast["leader"]).get(page).status_code == FORBIDDEN
    assert sign_in(client, cast["outsider"]).get(page).status_code == MISSING


def test_approve_table_page_warns_and_then_approves(client, world, cast):
    table = asked(world, cast)
    client, page = sign_in(client, cast["chief"]), url("approve_table", table.pk)

    early = client.post(page, {})
    sent = client.post(page, {"despite": "on"})

    assertContains(early, "The boards may comment until")
    assertRedirects(sent, table.get_absolute_url())
    table.refresh_from_db()
    assert table.state == TableState.APPROVED


def test_a_new_version_tells_what_it_changes(client, world, cast):
    layout = small()
    table, client = approved(world, cast, layout), sign_in(client, cast["secretary"])
    client.post(url("revise_table", table.pk), {"reason": "Bộ đổi tiêu chí"})
    new = queries.open_table(world.campaign)
    first, second = layout.groups
    one, other = first.criteria
    changed = replace(
        layout,
        groups=(
            replace(first, criteria=(replace(one, maximum=Decimal(80)),)),
            replace(second, criteria=(*second.criteria, met("D", 5))),
        ),
    )
    actions.edit_table(new, changed, seen_edition=1, by=cast["secretary"])

    page = client.get(new.get_absolute_url())

    assertContains(page, "Bộ đổi tiêu chí")
    told = {change.name: (change.kind, change.detail, change.touches_scores) for change in
            page.context["changes"]}  # fmt: skip
    assert told == {
        "A": ("changed", "50 → 80", True),
        other.name: ("gone", "30", True),
        "D": ("new", "5", False),
    }
    assertContains(client.get(table.get_absolute_url()), "Version 2")


# -- as a sheet -------------------------------------------------------------------------------
def upload(client, table, content, name="bang-diem.xlsx"):
    return client.post(url("import_table", table.pk), {"file": SimpleUploadedFile(name, content)})


def download(client, table):
    return client.get(url("table_sheet", table.pk)).content


def sheet(*lines, head=HEAD):
    book = Workbook()
    book.active.append(["BẢNG ĐIỂM"])
    book.active.append(list(head))
    for each in lines:
        book.active.append(list(each))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


GROUP = ("I", "Nhiệm vụ", 50, "Nhóm")


def test_the_sheet_holds_the_table_with_a_live_sum(client, world, cast):
    table = drafted(world, cast, rich(world))

    page = load_workbook(io.BytesIO(download(sign_in(client, cast["leader"]), table))).active

    values = [[cell.value for cell in row][:4] for row in page.iter_rows(min_row=5)]
    assert values == [
        ["I", "Nhiệm vụ", 80, "Nhóm"],
        [1, "Vốn", 50, "Kế hoạch và kết quả"],
        [2, "B", 30, "Đạt/không đạt"],
        [3, "Nộp muộn", 0, "Thưởng/phạt"],
        ["II", "Thưởng", 20, "Nhóm điểm thưởng"],
        [1, "C", 20, "Đạt/không đạt"],
        [None, "Tổng cộng", "=C5+C9", None],
    ]
    assert page.freeze_panes == "A5"


def test_words_that_look_like_formulas_stay_words(client, world, cast):
    layout = Layout(groups=(GroupText("=1+1", Decimal(1), criteria=(met("=HYPERLINK()", 1),)),))
    table = drafted(world, cast, layout)

    page = load_workbook(io.BytesIO(download(sign_in(client, cast["leader"]), table))).active

    assert [(page.cell(row, 2).value, page.cell(row, 2).data_type) for row in (5, 6)] == [
        ("=1+1", "s"), ("=HYPERLINK()", "s"),
    ]  # fmt: skip


def test_a_sheet_comes_back_as_it_went(client, world, cast):
    layout = rich(world)
    table, client = drafted(world, cast, layout), sign_in(client, cast["secretary"])

    page = upload(client, table, download(client, table))

    assertContains(page, "Nothing: the sheet says what the table says.")
    assertContains(page, "2 groups, 4 criteria. Nothing has been saved yet.")
    assert page.context["reading"].layout == layout


def test_a_sheet_is_checked_first_and_taken_over_as_a_whole(client, world, cast):
    table, client = drafted(world, cast, rich(world)), sign_in(client, cast["secretary"])
    before = layout_now(table)
    lines = [GROUP, (1, "Vốn", "12,5", "đạt/không đạt"), (2, "Mới", 37.5)]

    page = upload(client, table, sheet(*lines))
    assert layout_now(table) == before
    sent = {"carried": page.context["carried"], "seen_edition": table.edition}
    answer = client.post(url("import_table", table.pk), sent)

    assertRedirects(answer, url("edit_table", table.pk))
    after = layout_now(table)
    assert [(each.name, each.maximum) for each in after.criteria] == [
        ("Vốn", Decimal("12.5")), ("Mới", Decimal("37.5")),
    ]  # fmt: skip
    assert after.groups[0].criteria[0].key == before.groups[0].criteria[0].key  # by its name
    assert (after.maximum, len(after.conditions), len(after.tie_breaks)) == (80, 3, 3)
    assert {change.kind for change in page.context["changes"]} == {"changed", "gone", "new"}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((1, "", 5, "Đạt/không đạt"), "“Nội dung” is empty"),
        ((1, "A" * 501, 5, "Đạt/không đạt"), "is longer than 500 characters"),
        ((1, "A", None, "Đạt/không đạt"), "“Điểm tối đa” is empty"),
        ((1, "A", "năm", "Đạt/không đạt"), "is not a figure"),
        ((1, "A", -5, "Đạt/không đạt"), "“Điểm tối đa” is below nought"),
        ((1, "A", 0, "Đạt/không đạt"), "gives no points"),
        ((1, "A", 5.125, "Đạt/không đạt"), "has more than two decimals"),
        ((1, "A", 1e9, "Đạt/không đạt"), "is too large"),
        ((1, "A", True, "Đạt/không đạt"), "is no figure"),
        ((1, "A", 5, "Tùy ý"), "is none of: Kế hoạch và kết quả"),
        ((1, "A", 5, "Đếm số lượng"), "“Điểm mỗi lần” is wanted for this kind"),
        ((1, "A", 5, "Đạt/không đạt", None, None, -5), "is for penalties, with a minus sign"),
        ((1, "A", 5, "Kế hoạch và kết quả", "Tùy ý"), "is none of: Theo tỷ lệ hoàn thành"),
        ((1, "A", 5, "Kế hoạch và kết quả", "Theo mức kết quả"), "is wanted for this formula"),
        (
            (1, "A", 5, "Kế hoạch và kết quả", "Theo mức kết quả", None, None, "98"),
            "“98” is no band",
        ),
        (
            (1, "A", 5, "Kế hoạch và kết quả", None, None, None, None, "Không có"),
            "the catalogue has no indicator “Không có”",
        ),
    ],
)
def test_each_wrong_row_is_told_and_nothing_is_taken_over(client, world, cast, row, words):
    table, client = drafted(world, cast, small()), sign_in(client, cast["secretary"])
    right = (2, "B", 5, "Đạt/không đạt")

    page = upload(client, table, sheet(GROUP, row, right))

    assertContains(page, words)
    assertContains(page, "Nothing has been taken over")
    assertNotContains(page, 'name="carried"')
    assert [remark.row for remark in page.context["reading"].errors] == [4]


def test_what_a_sheet_leaves_open_is_guessed_and_said(client, world, cast):
    table, client = drafted(world, cast, small()), sign_in(client, cast["secretary"])

    page = upload(client, table, sheet(GROUP, (1, "A", 50)))

    assertContains(page, "no kind given; taken as “Đạt/không đạt”")
    assertContains(page, "The sheet can be taken over")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7", "The file is no XLSX sheet."),
        (sheet(head=("Tên", "Điểm")), "No row with the headings"),
        (sheet(), "There is no group in the sheet."),
        (sheet((1, "A", 5)), "stands before the first group"),
    ],
)
def test_what_is_no_table_is_told(client, world, cast, content, words):
    table = drafted(world, cast, small())

    assertContains(upload(sign_in(client, cast["secretary"]), table, content), words)


def test_a_checked_sheet_is_taken_over_only_where_it_was_checked(client, world, cast):
    table, client = drafted(world, cast, small()), sign_in(client, cast["secretary"])
    page = upload(client, table, sheet(GROUP, (1, "A", 50)))
    carried = page.context["carried"]
    import_page = url("import_table", table.pk)

    forged = client.post(import_page, {"carried": carried[:-2] + "xx", "seen_edition": 2})
    stale = client.post(import_page, {"carried": carried, "seen_edition": 1}, follow=True)

    assert forged.status_code == MISSING
    assertContains(stale, "has changed the table meanwhile")
    assert names(table) == [["A", "B"], ["C"]]
