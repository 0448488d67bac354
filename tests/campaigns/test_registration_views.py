"""Pages of the registrations: written together, handed in, decided, compared, printed."""

import datetime as dt
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from campaigns import actions
from campaigns.goals import AimText, Goal, Goals
from campaigns.models import BoardYear, Registration
from campaigns.queries import registrations as queries
from campaigns.queries.years import campaigns_visible_to
from campaigns.waiting import registrations as waiting
from tests import factories as make
from tests.budget import assert_same_queries
from tests.clock import on
from tests.conftest import TODAY
from tests.foundation.papers import reading

pytestmark = pytest.mark.usefixtures("today")
LONG = "Vốn đầu tư nước ngoài đăng ký mới và tăng thêm trong các khu " * 4


@pytest.fixture
def catalogue(world):
    return [
        make.IndicatorFactory(bloc=world.bloc, position=n, name=name, decimals=n - 1)
        for n, name in enumerate(("Số dự án", "Vốn đăng ký", "Tỷ lệ lấp đầy"), 1)
    ]


@pytest.fixture
def begun(world, cast, catalogue):
    return actions.begin_registration(BoardYear(world.campaign, world.board), by=cast["writer"])


@pytest.fixture
def goals(catalogue):
    targets = {catalogue[0].pk: Goal(Decimal(12)), catalogue[1].pk: Goal(Decimal("1500.5"))}
    return Goals(targets, (AimText("Cờ thi đua của Bộ"),), "Chung sức")


@pytest.fixture
def written(begun, goals, cast):
    actions.edit_registration(begun, goals, seen_edition=1, by=cast["writer"])
    return begun


@pytest.fixture
def submitted(written, cast):
    actions.submit_registration(written, by=cast["leader"])
    return written


@pytest.fixture
def accepted(submitted, cast):
    actions.accept_registration(submitted, by=cast["chief"])
    return submitted


def address(verb, registration):
    return reverse(f"campaigns:{verb}", args=[registration.pk])


def typed(page, **changed):
    """What the browser would send: the form as it came, with some cells typed over."""
    sheet = page.context["sheet"]
    data = {
        "seen_edition": sheet.text["seen_edition"].value(),
        "base": sheet.text["base"].value(),
        "movements": sheet.text["movements"].value() or "",
        "aim_title": [row.title for row in sheet.aims_shown],
        "aim_holder": [row.holder for row in sheet.aims_shown],
        "aim_count": [row.count for row in sheet.aims_shown],
    }
    for row in sheet.targets:
        data |= {f"plan-{row.indicator.pk}": row.plan, f"note-{row.indicator.pk}": row.note}
    return data | changed


# -- registrations -------------------------------------------------------------------------------
def test_a_board_sees_its_own_and_begins(client, world, cast, catalogue):
    client.force_login(cast["writer"])
    url = reverse("campaigns:registrations", args=[world.campaign.pk])

    page = client.get(url)
    assertContains(page, "Begin the registration")
    assertNotContains(page, "How each board stands")

    begin = reverse("campaigns:begin_registration", args=[world.campaign.pk, world.board.pk])
    answer = client.post(begin)
    made = Registration.objects.get()
    assertRedirects(answer, address("edit_registration", made))
    assertContains(client.get(url), "Open the registration")


def test_last_years_figures_are_offered(client, world, cast, accepted):
    later = make.CampaignFactory(
        bloc=world.bloc, year=make.YEAR + 1, opens_on=dt.date(make.YEAR + 1, 1, 1),
        closes_on=dt.date(make.YEAR + 1, 12, 31),
    )  # fmt: skip
    client.force_login(cast["leader"])

    page = client.get(reverse("campaigns:registrations", args=[later.pk]))
    assertContains(page, f"Begin with the figures of {make.YEAR}")
    begin = reverse("campaigns:begin_registration", args=[later.pk, world.board.pk])
    client.post(begin, {"former": "yes"})

    assert Goals.of(later.registrations.get()) == Goals.of(accepted)


@pytest.mark.parametrize(
    ("part", "status"),
    [("outsider", HTTPStatus.NOT_FOUND), ("deputy", HTTPStatus.FORBIDDEN),
     ("secretary", HTTPStatus.FORBIDDEN), ("reviewer", HTTPStatus.FORBIDDEN)],
)  # fmt: skip
def test_nobody_begins_for_another_board(client, world, cast, part, status):
    client.force_login(cast[part])
    begin = reverse("campaigns:begin_registration", args=[world.campaign.pk, world.board.pk])

    assert client.post(begin).status_code == status
    assert Registration.objects.count() == 0


@pytest.mark.parametrize("part", ["chief", "secretary", "deputy", "keeper"])
def test_overseers_see_the_boards_side_by_side(client, world, cast, submitted, part):
    make.PhaseFactory(campaign=world.campaign, closes_on=TODAY - dt.timedelta(days=2))
    client.force_login(cast[part])

    page = client.get(reverse("campaigns:registrations", args=[world.campaign.pk]))

    assert [row.board for row in page.context["rows"]] == [world.chief, world.deputy, world.board]
    assert [(row.late, row.targets) for row in page.context["rows"]] == [(0, 0), (0, 0), (2, 2)]
    comparison = page.context["comparison"]
    assert comparison.boards == [world.board]
    assert [(str(i), figures) for i, figures in comparison.rows] == [
        ("Số dự án", ["12"]), ("Vốn đăng ký", ["1.500,5"]),
    ]  # fmt: skip
    assertContains(page, "2 days late")


def test_a_draft_is_read_by_its_board_alone(client, world, cast, written):
    client.force_login(cast["chief"])
    page = client.get(written.get_absolute_url())

    assertContains(page, "The board is still writing")
    assertNotContains(page, "1.500,5")
    assert client.get(address("registration_paper", written)).status_code == HTTPStatus.NOT_FOUND
    listed = client.get(reverse("campaigns:registrations", args=[world.campaign.pk]))
    assert listed.context["comparison"].boards == []

    client.force_login(cast["clerk"])
    assertContains(client.get(written.get_absolute_url()), "1.500,5")


def test_while_a_change_is_written_others_read_what_was_accepted(
    client, world, cast, accepted, catalogue
):
    actions.change_registration(accepted, reason="Bão", by=cast["leader"])
    text = Goals({catalogue[0].pk: Goal(Decimal(7))})
    actions.edit_registration(accepted, text, seen_edition=2, by=cast["writer"])

    client.force_login(cast["chief"])
    page = client.get(accepted.get_absolute_url())
    assert [(line.plan, line.agreed) for line in page.context["lines"]] == [
        ("12", "12"), ("1.500,5", "1.500,5"),
    ]  # fmt: skip
    listed = client.get(reverse("campaigns:registrations", args=[world.campaign.pk]))
    assert [figures for _i, figures in listed.context["comparison"].rows] == [["12"], ["1.500,5"]]

    client.force_login(cast["leader"])
    page = client.get(accepted.get_absolute_url())
    assert [(line.plan, line.agreed) for line in page.context["lines"]] == [
        ("7", "12"), ("", "1.500,5"),
    ]  # fmt: skip
    assertContains(page, "to be dropped")


def test_the_page_shows_what_a_change_was(client, cast, accepted, catalogue):
    actions.change_registration(accepted, reason="Dự án lùi", by=cast["leader"])
    text = Goals({catalogue[0].pk: Goal(Decimal(7))}, (AimText("Cờ thi đua của Bộ"),), "Chung sức")
    actions.edit_registration(accepted, text, seen_edition=2, by=cast["writer"])
    actions.submit_registration(accepted, by=cast["leader"])
    actions.accept_registration(accepted, by=cast["chief"])
    client.force_login(cast["reviewer"])

    page = client.get(accepted.get_absolute_url())

    newest, first = page.context["versions"]
    assert [(c.name, c.before, c.after) for c in newest.changes] == [
        ("Số dự án", "12 tỷ đồng", "7 tỷ đồng"), ("Vốn đăng ký", "1.500,5 tỷ đồng", ""),
    ]  # fmt: skip
    assert (newest.row.reason, first.changes) == ("Dự án lùi", [])
    assertContains(page, "Reason for the change: Dự án lùi")
    assertContains(page, "leader asked to change accepted targets: Dự án lùi")


def test_what_was_returned_is_read_by_its_board_alone(client, world, cast, submitted, accepted):
    """Nobody watches a board mend; what was accepted before stays to be read, as a paper too."""
    actions.change_registration(submitted, reason="Bão", by=cast["leader"])
    actions.submit_registration(submitted, by=cast["leader"])
    actions.return_registration(submitted, reason="Sai", by=cast["chief"])
    page = reverse("campaigns:registrations", args=[world.campaign.pk])
    mended = Goals({target.indicator_id: Goal(Decimal(3)) for target in submitted.targets.all()})
    submitted.refresh_from_db()
    seen = submitted.edition
    actions.edit_registration(submitted, mended, seen_edition=seen, by=cast["writer"])

    client.force_login(cast["chief"])
    shown = client.get(submitted.get_absolute_url())
    assert [line.plan for line in shown.context["lines"]] == ["12", "1.500,5"]
    paper = reading.text(printed(client, submitted))
    assert ("1.500,5" in paper, "DỰ THẢO" in paper) == (True, False)
    rows = client.get(page).context["comparison"].rows
    assert [figures for _i, figures in rows] == [["12"], ["1.500,5"]]

    client.force_login(cast["writer"])
    shown = client.get(submitted.get_absolute_url())
    assert [line.plan for line in shown.context["lines"]] == ["3", "3,0"]
    assert "DỰ THẢO" in reading.text(printed(client, submitted))


def test_what_was_returned_and_never_accepted_is_read_by_its_board_alone(
    client, world, cast, submitted
):
    actions.return_registration(submitted, reason="Sai", by=cast["chief"])
    client.force_login(cast["chief"])

    assertContains(client.get(submitted.get_absolute_url()), "The board is still writing")
    listed = client.get(reverse("campaigns:registrations", args=[world.campaign.pk]))
    assert listed.context["comparison"].boards == []


@pytest.mark.parametrize(
    ("part", "status"),
    [("outsider", 404), ("administrator", 404), ("writer", 200), ("reviewer", 200)],
)
def test_who_opens_a_registration(client, cast, submitted, part, status):
    client.force_login(cast[part])

    for verb in ("registration", "registration_paper"):
        assert client.get(address(verb, submitted)).status_code == status


# -- edit_registration ---------------------------------------------------------------------------
def test_what_is_typed_is_saved(client, cast, begun, catalogue):
    client.force_login(cast["writer"])
    url = address("edit_registration", begun)
    first, second, third = (each.pk for each in catalogue)
    data = typed(client.get(url)) | {
        f"plan-{first}": " 1 200 ", f"plan-{second}": "1.500,5", f"note-{second}": "cả năm",
        f"plan-{third}": "87,25", "movements": "Phong trào một\r\nPhong trào hai",
        "aim_title": ["Lao động tiên tiến", " "], "aim_holder": ["person", "board"],
        "aim_count": ["20", "1"],
    }  # fmt: skip

    assertRedirects(client.post(url, data), begun.get_absolute_url())

    assert Goals.of(Registration.objects.get()) == Goals(
        {
            first: Goal(Decimal(1200)),
            second: Goal(Decimal("1500.5"), "cả năm"),
            third: Goal(Decimal("87.25")),
        },
        (AimText("Lao động tiên tiến", "person", 20),),
        "Phong trào một\nPhong trào hai",
    )
    again = client.get(url).context["sheet"]
    assert [row.plan for row in again.targets] == ["1.200", "1.500,5", "87,25"]


def test_refusals_stand_beside_their_cells_and_nothing_is_lost(client, cast, begun, catalogue):
    client.force_login(cast["writer"])
    url = address("edit_registration", begun)
    first, second, third = (each.pk for each in catalogue)
    data = typed(client.get(url)) | {
        f"plan-{first}": "1,5", f"plan-{second}": "nhiều", f"note-{third}": "không có số",
        "movements": "Phong trào", "aim_title": ["Cờ", "Bằng khen"],
        "aim_holder": ["board", "nobody"], "aim_count": ["0", "2"],
    }  # fmt: skip

    page = client.post(url, data)

    sheet = page.context["sheet"]
    assert [(row.plan, row.note, row.plan_error) for row in sheet.targets] == [
        ("1,5", "", "A whole number is wanted here; dots may part the thousands."),
        ("nhiều", "", "“nhiều” is not a figure. Write it like 1.234,5."),
        ("", "không có số", "A note needs a figure beside it."),
    ]
    assert [(row.title, row.count, row.error) for row in sheet.aims] == [
        ("Cờ", "0", "The number is at least 1."), ("Bằng khen", "2", ""),
    ]  # fmt: skip
    assertContains(page, "4 cells are not right yet.")
    assertContains(page, f'aria-describedby="plan-{first}-error"')
    assertContains(page, "Phong trào")
    assert Goals.of(begun) == Goals()


def test_titles_are_added_and_removed_without_losing_what_was_typed(client, cast, begun, catalogue):
    client.force_login(cast["writer"])
    url = address("edit_registration", begun)
    cells = {f"plan-{catalogue[0].pk}": "không phải số", "aim_title": ["A", "B"],
             "aim_holder": ["unit", "board"], "aim_count": ["2", "x"]}  # fmt: skip
    data = typed(client.get(url)) | cells

    added = client.post(url, data | {"aims": "add"}).context["sheet"]
    assert [(row.title, row.has_focus) for row in added.aims_shown] == [
        ("A", False), ("B", False), ("", True),
    ]  # fmt: skip
    removed = client.post(url, data | {"aims": "remove:0"}).context["sheet"]
    assert [(row.title, row.count) for row in removed.aims_shown] == [("B", "x")]
    assert removed.targets[0].plan == "không phải số"
    unknown = client.post(url, data | {"aims": "remove:99"}).context["sheet"]
    assert len(unknown.aims_shown) == 2
    assert Registration.objects.get().edition == 1


def test_a_stale_edit_shows_both_versions_and_keeps_both_peoples_words(
    client, cast, written, catalogue
):
    client.force_login(cast["writer"])
    url = address("edit_registration", written)
    mine = typed(client.get(url)) | {f"plan-{catalogue[0].pk}": "99", "movements": "Của tôi"}
    theirs = Goals({catalogue[0].pk: Goal(Decimal(12)), catalogue[2].pk: Goal(Decimal(80))},
                   (AimText("Cờ thi đua của Bộ"),), "Của họ")  # fmt: skip
    actions.edit_registration(written, theirs, seen_edition=2, by=cast["leader"])

    page = client.post(url, mine)

    assertContains(page, "leader has changed the registration meanwhile.")
    assert [(c.name, c.before, c.after, c.by_both) for c in page.context["clashes"]] == [
        ("Movements", "Của họ", "Của tôi", True),
        ("Số dự án", "12 tỷ đồng", "99 tỷ đồng", False),
        ("Vốn đăng ký", "", "1.500,5 tỷ đồng", False),
        ("Tỷ lệ lấp đầy", "80,00 tỷ đồng", "", False),
    ]
    assertRedirects(client.post(url, typed(page)), written.get_absolute_url())
    written.refresh_from_db()
    assert Goals.of(Registration.objects.get()) == Goals(
        {catalogue[0].pk: Goal(Decimal(99)), catalogue[2].pk: Goal(Decimal(80))},
        theirs.aims,
        "Của tôi",
    )


@pytest.mark.parametrize("base", ["", "rubbish", "target-x=1 aims", "target-999999=abc"])
def test_a_form_with_strange_marks_is_not_believed(client, cast, written, catalogue, base):
    client.force_login(cast["writer"])
    url = address("edit_registration", written)
    mine = typed(client.get(url)) | {"base": base, "seen_edition": "1"}

    page = client.post(url, mine)

    assert [row.plan for row in page.context["sheet"].targets] == ["12", "1.500,5", ""]


def test_a_refused_text_comes_back(client, cast, begun):
    client.force_login(cast["writer"])
    url = address("edit_registration", begun)
    twice = {"aim_title": ["Cờ", "Cờ"], "aim_holder": ["board"] * 2, "aim_count": ["1", "1"]}

    page = client.post(url, typed(client.get(url)) | twice)

    assertContains(page, "“Cờ” is there twice for the same. Say it once, with the number.")
    assert [row.title for row in page.context["sheet"].aims] == ["Cờ", "Cờ"]


def test_what_is_handed_in_is_read_not_written(client, cast, submitted):
    client.force_login(cast["writer"])
    url = address("edit_registration", submitted)

    assertRedirects(client.get(url), submitted.get_absolute_url())


def test_what_was_handed_in_meanwhile_is_refused_with_the_words_kept(client, cast, written):
    client.force_login(cast["writer"])
    url = address("edit_registration", written)
    data = typed(client.get(url)) | {"movements": "Thêm"}
    actions.submit_registration(written, by=cast["leader"])

    page = client.post(url, data)

    assertContains(page, "The registration is “submitted”.")
    assertContains(page, "Thêm")


@pytest.mark.parametrize("part", ["secretary", "chief", "deputy", "reviewer"])
def test_nobody_writes_for_another_board(client, cast, written, part):
    client.force_login(cast[part])

    for verb in ("edit_registration", "submit_registration", "change_registration"):
        assert client.get(address(verb, written)).status_code == HTTPStatus.FORBIDDEN


# -- the decisions -------------------------------------------------------------------------------
def test_the_leader_hands_in_with_a_word(client, cast, written):
    client.force_login(cast["leader"])
    url = address("submit_registration", written)

    assertContains(client.post(url, {"submit": ""}), "This field is required.")
    assertRedirects(client.post(url, {"vouched": "on"}), written.get_absolute_url())

    written.refresh_from_db()
    assert written.state == "submitted"
    assertContains(client.post(url, {"vouched": "on"}), "cannot become")


def test_the_registration_bears_the_boards_own_number(client, cast, written):
    client.force_login(cast["leader"])
    sent = {"vouched": "on", "paper_number": "07/ĐK-BQL"}
    client.post(address("submit_registration", written), sent)

    paper = reading.text(printed(client, written))
    assert "Số: 07/ĐK-BQL" in paper
    assertContains(client.get(written.get_absolute_url()), "07/ĐK-BQL")


def test_an_officer_hands_nothing_in(client, cast, written):
    client.force_login(cast["writer"])

    url = address("submit_registration", written)
    assert client.post(url, {"vouched": "on"}).status_code == HTTPStatus.FORBIDDEN


def test_the_chief_accepts_or_returns(client, cast, submitted):
    client.force_login(cast["chief"])
    back = address("return_registration", submitted)

    assertContains(client.post(back, {"reason": " "}), "This field is required.")
    assertRedirects(client.post(back, {"reason": "Thiếu"}), submitted.get_absolute_url())
    actions.submit_registration(submitted, by=cast["leader"])
    accept = address("accept_registration", submitted)
    assertContains(client.get(accept), "1.500,5")
    assertRedirects(client.post(accept), submitted.get_absolute_url())

    submitted.refresh_from_db()
    assert submitted.state == "accepted"
    assertContains(client.post(accept), "cannot become")


@pytest.mark.parametrize("part", ["leader", "deputy", "secretary", "reviewer"])
def test_nobody_else_decides(client, cast, submitted, part):
    client.force_login(cast[part])

    for verb in ("accept_registration", "return_registration"):
        url = address(verb, submitted)
        assert client.post(url, {"reason": "x"}).status_code == HTTPStatus.FORBIDDEN


def test_the_leader_asks_for_a_change(client, cast, accepted):
    client.force_login(cast["leader"])
    url = address("change_registration", accepted)

    answer = client.post(url, {"reason": "Dự án lùi"})

    assertRedirects(answer, address("edit_registration", accepted))
    assertContains(client.get(accepted.get_absolute_url()), "Dự án lùi")


def labels(client, registration):
    steps = client.get(registration.get_absolute_url()).context["steps"]
    return [(str(step.label), bool(step.refusal)) for step in steps]


def test_next_steps_follow_the_state(client, cast, begun, goals):
    client.force_login(cast["leader"])
    write, send = "Write the registration", "Hand in the registration"
    assert labels(client, begun) == [(write, False), (send, True)]
    actions.edit_registration(begun, goals, seen_edition=1, by=cast["leader"])
    assert labels(client, begun) == [(send, False), (write, False)]
    actions.submit_registration(begun, by=cast["leader"])
    assert labels(client, begun) == []
    client.force_login(cast["chief"])
    assert labels(client, begun) == [
        ("Accept the registration", False), ("Return to the board", False),
    ]  # fmt: skip
    actions.accept_registration(begun, by=cast["chief"])
    client.force_login(cast["leader"])
    assert labels(client, begun) == [("Ask for a change", False)]


# -- what waits ----------------------------------------------------------------------------------
def waiting_for(person):
    years = waiting.with_registrations(campaigns_visible_to(person), person)
    return waiting.waiting_for(person, years.order_by("year"))


def titles(person):
    return [str(each.title) for each in waiting_for(person)]


def test_what_waits_for_whom(world, cast, goals, catalogue):
    year = make.YEAR
    assert titles(cast["writer"]) == []  # no days are set
    phase = make.PhaseFactory(campaign=world.campaign, closes_on=TODAY)
    assert titles(cast["writer"]) == [f"Register targets for {year}"]
    assert [each.due_on for each in waiting_for(cast["leader"])] == [TODAY]
    until = TODAY + dt.timedelta(days=9)
    phase.extensions.create(board=world.board, until=until, reason="x", granted_by=cast["chief"])
    assert [each.due_on for each in waiting_for(cast["leader"])] == [until]

    mine = actions.begin_registration(BoardYear(world.campaign, world.board), by=cast["writer"])
    actions.edit_registration(mine, goals, seen_edition=1, by=cast["writer"])
    assert titles(cast["writer"]) == [f"Finish the registration of {year}"]
    assert titles(cast["leader"]) == [f"Finish and hand in the registration of {year}"]

    actions.submit_registration(mine, by=cast["leader"])
    assert titles(cast["leader"]) == []
    chiefs_own = f"Register targets for {year}"
    assert titles(cast["chief"]) == [chiefs_own, f"Decide about 1 registration of {year}"]
    assert titles(cast["secretary"]) == [chiefs_own]
    assert titles(cast["reviewer"]) == []

    actions.return_registration(mine, reason="Thiếu", by=cast["chief"])
    assert [(str(each.title), each.detail) for each in waiting_for(cast["writer"])] == [
        (f"Mend the registration of {year}", "Thiếu")
    ]


def test_the_chiefs_own_waits_for_the_deputy(world, cast, goals):
    own = actions.begin_registration(BoardYear(world.campaign, world.chief), by=cast["chief"])
    actions.edit_registration(own, goals, seen_edition=1, by=cast["chief"])
    actions.submit_registration(own, by=cast["chief"])

    assert titles(cast["deputy"]) == [f"Decide about 1 registration of {make.YEAR}"]
    assert titles(cast["chief"]) == []


def test_nothing_waits_before_the_phase_and_after_the_year(world, cast):
    make.PhaseFactory(campaign=world.campaign, opens_on=TODAY + dt.timedelta(days=1),
                      closes_on=TODAY + dt.timedelta(days=1))  # fmt: skip
    assert titles(cast["writer"]) == []

    with on(dt.date(make.YEAR + 1, 2, 1)):
        assert titles(make.PostFactory(board=world.board).account) == []


def test_waiting_asks_nothing_beside_the_years(django_assert_num_queries, world, cast, submitted):
    person = cast["chief"]
    assert person.boards_today, "asked for by every page"
    waiting_for(person)

    with django_assert_num_queries(1):
        waiting_for(person)


# -- the paper -----------------------------------------------------------------------------------
def printed(client, registration):
    return client.get(address("registration_paper", registration)).content


def test_the_paper_says_what_the_page_shows(client, cast, submitted):
    client.force_login(cast["chief"])

    answer = client.get(address("registration_paper", submitted))

    assert answer["Content-Type"] == "application/pdf"
    page = reading.text(answer.content)
    for words in (
        "BẢN ĐĂNG KÝ THI ĐUA", f"Năm {make.YEAR}", "Kính gửi: Khối trưởng Khối thi đua số 1",
        "I. PHONG TRÀO THI ĐUA 1. Chung sức.", "II. CHỈ TIÊU THI ĐUA", "1.500,5",
        "III. DANH HIỆU THI ĐUA, HÌNH THỨC KHEN THƯỞNG", "Cờ thi đua của Bộ Tập thể Ban 1",
        "ngày 15 tháng 6 năm 2026", "TRƯỞNG BAN", "leader",
    ):  # fmt: skip
        assert words in page, (words, page)
    assert "DỰ THẢO" not in page


def test_the_paper_of_a_draft_says_so_and_bears_no_day(client, cast, written):
    client.force_login(cast["leader"])

    page = reading.text(printed(client, written))

    assert "DỰ THẢO" in page
    assert "ngày … tháng … năm …" in page


def test_the_paper_holds_many_long_targets(client, world, cast, begun):
    rows = {
        make.IndicatorFactory(bloc=world.bloc, name=f"{n} {LONG}"[:200], decimals=4).pk: Goal(
            Decimal("1234567890123456.7891"), "Ghi chú " * 37
        )
        for n in range(60)
    }
    text = Goals(rows, tuple(AimText(f"{n} {'danh hiệu ' * 18}"[:200]) for n in range(40)), "")
    actions.edit_registration(begun, text, seen_edition=1, by=cast["writer"])
    actions.submit_registration(begun, by=cast["leader"])
    client.force_login(cast["leader"])

    pdf = printed(client, begun)

    words = reading.text(pdf)
    assert "II. DANH HIỆU" in words
    assert words.replace(" ", "").count("1.234.567.890.123.456,7891") == 60
    right_edge = 210 / 25.4 * 72 - 15 / 25.4 * 72
    assert max(word.right for word in reading.words(pdf)) <= right_edge + 0.5


# -- as many queries for many boards -------------------------------------------------------------
def test_the_pages_ask_as_much_for_many(client, world, cast, accepted):
    client.force_login(cast["chief"])
    make.PhaseFactory(campaign=world.campaign)

    def one_more():
        seat = make.SeatFactory(bloc=world.bloc)
        row = make.RegistrationFactory(campaign=world.campaign, board=seat.board)
        make.TargetFactory(registration=row)
        make.TargetFactory(registration=accepted)
        row.aims.create(position=1, title="Cờ")

    assert_same_queries(
        client, reverse("campaigns:registrations", args=[world.campaign.pk]), one_more
    )
    assert_same_queries(client, accepted.get_absolute_url(), one_more)
    client.force_login(cast["writer"])
    draft = make.RegistrationFactory(
        campaign=make.CampaignFactory(bloc=world.bloc, year=make.YEAR - 1), board=world.board
    )
    assert_same_queries(
        client, address("edit_registration", draft), lambda: make.IndicatorFactory(bloc=world.bloc)
    )
    assert queries.days_late(accepted) == 0
