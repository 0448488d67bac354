"""The pages of a bloc and its ministry: who sees them, what they say, what they refuse."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from bloc import queries
from bloc.models import Bloc, MinistryPost, MinistryRole, Office, Seat, Secretary, Term
from foundation.audit.models import Event
from members.models import Board, FactorReset, Kind, Merger, Post, Role
from tests import factories as make
from tests.budget import assert_same_queries
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")

INSIDE = ["writer", "leader", "clerk", "secretary", "chief", "deputy"]
MINISTRY = ["reviewer", "approver", "keeper"]
PAGES = ["bloc", "officers", "seats", "history"]
NEXT = make.YEAR + 1


def see(client, person, verb, *args):
    client.force_login(person)
    return client.get(reverse(f"bloc:{verb}", args=args))


def send(client, person, verb, *args, **typed):
    client.force_login(person)
    return client.post(reverse(f"bloc:{verb}", args=args), typed)


# -- looking -----------------------------------------------------------------------------
@pytest.mark.parametrize("name", PAGES)
def test_whoever_belongs_to_the_bloc_sees_its_pages_and_others_do_not_know_of_it(
    client, world, cast, name
):
    seen = {
        part
        for part, person in cast.items()
        if see(client, person, name, world.bloc.pk).status_code == HTTPStatus.OK
    }

    assert seen == {*INSIDE, *MINISTRY}
    assert see(client, cast["outsider"], name, world.bloc.pk).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", ["bloc:blocs", "bloc:bloc"])
def test_nobody_looks_without_signing_in(client, world, name):
    url = reverse(name, args=[] if name == "bloc:blocs" else [world.bloc.pk])

    response = client.get(url)

    assertRedirects(response, f"{reverse('account_login')}?next={url}")


def test_blocs_lists_mine_and_no_other(client, world, cast):
    other = make.BlocFactory(name="Khối khác")

    response = see(client, cast["leader"], "blocs")

    assertContains(response, world.bloc.name)
    assertContains(response, f"Chief of {make.YEAR}")
    assertContains(response, world.board.name_on(TODAY))
    assertNotContains(response, other.name)
    assertNotContains(response, "My ministry")


def test_blocs_names_a_bloc_that_the_board_has_left(client, world, cast):
    world.bloc.seats.filter(board=world.board).update(until=TODAY - dt.timedelta(days=1))

    response = see(client, cast["leader"], "blocs")

    assertContains(response, world.bloc.name)
    assertContains(response, "Was a member")
    assertContains(response, "to 14 Jun 2026")
    assertNotContains(response, "My board")


def test_blocs_of_somebody_who_belongs_nowhere_says_so(client, cast):
    assertContains(see(client, cast["outsider"], "blocs"), "You belong to no bloc yet")


@pytest.mark.django_db
def test_blocs_of_a_ministry_without_any_says_who_founds_the_first(client):
    colleague = make.MinistryPostFactory(role=MinistryRole.KEEPER).account
    response = see(client, colleague, "blocs")

    assertContains(response, "The keeper of blocs founds the first one, on the page of the")
    assertNotContains(response, "You belong to no bloc yet")


def test_blocs_of_the_ministrys_people_name_the_ministry(client, world, cast):
    assertContains(see(client, cast["reviewer"], "blocs"), world.ministry.get_absolute_url())


def test_blocs_names_the_ministry_as_it_is_called_today(client, world, cast):
    former = str(world.ministry)
    world.ministry.names.update(until=dt.date(2025, 2, 28))
    heir = make.MinistryFactory(succeeds=world.ministry, bears=None)
    make.MinistryNameFactory(ministry=heir, name="Bộ Tài chính", since=dt.date(2025, 3, 1))

    response = see(client, cast["keeper"], "blocs")

    url = world.ministry.get_absolute_url()
    assertContains(response, f'<a href="{url}">Bộ Tài chính</a>')
    assertContains(response, f"in the place of {former}")


@pytest.mark.parametrize("demo", [True, False])
def test_seats_say_in_the_demo_that_mergers_are_not_played_on(client, world, cast, settings, demo):
    settings.DEMO = demo
    make.MergerFactory(predecessor=world.board, successor=make.BoardFactory())

    page = see(client, cast["leader"], "seats", world.bloc.pk).content.decode()

    assert ("written down but not played on" in page) == demo


def test_bloc_shows_members_in_order_with_their_offices(client, world, cast):
    response = see(client, cast["writer"], "bloc", world.bloc.pk)

    shown = [
        (m.seat.position, m.board, m.term.office if m.term else "")
        for m in response.context["members"]
    ]
    assert shown == [
        (1, world.chief, Office.CHIEF),
        (2, world.deputy, Office.DEPUTY),
        (3, world.board, ""),
    ]
    assertContains(response, "secretary")
    assertContains(response, "Bộ Kế hoạch và Đầu tư")


def test_bloc_offers_nothing_to_whom_nothing_waits(client, world, cast):
    assertNotContains(see(client, cast["writer"], "bloc", world.bloc.pk), "What you can do")


def test_bloc_shows_the_keeper_who_leads_and_whom_to_invite(client, world, cast):
    board = make.SeatFactory(bloc=world.bloc, position=4).board

    response = see(client, cast["keeper"], "bloc", world.bloc.pk)

    assertContains(response, reverse("bloc:invite_leader", args=[world.bloc.pk, board.pk]))
    assertNotContains(response, reverse("bloc:invite_leader", args=[world.bloc.pk, world.board.pk]))


def test_bloc_gives_the_chief_one_red_button(client, world, cast):
    Secretary.objects.all().delete()

    response = see(client, cast["chief"], "bloc", world.bloc.pk)

    assertContains(response, reverse("bloc:appoint_secretary", args=[world.bloc.pk, make.YEAR]))
    assertContains(response, "btn-primary", count=1)


def test_bloc_gives_the_keeper_the_wanted_thing_first(client, world, cast):
    world.bloc.terms.all().delete()

    response = see(client, cast["keeper"], "bloc", world.bloc.pk)

    first, *_ = response.context["steps"]
    assert first.url == reverse("bloc:begin_term", args=[world.bloc.pk])
    assert first.is_wanted


def test_an_empty_bloc_says_what_comes_first(client, world, cast):
    bloc = make.BlocFactory(organiser=world.ministry)

    response = see(client, cast["keeper"], "bloc", bloc.pk)

    assertContains(response, "No member yet")
    assert response.context["steps"][0].url == reverse("bloc:seat_board", args=[bloc.pk])
    for name, words in [
        ("officers", "No officer yet"),
        ("seats", "No board has sat here yet"),
        ("history", "Nothing has happened yet"),
    ]:
        assertContains(see(client, cast["keeper"], name, bloc.pk), words)


def test_an_office_that_nobody_has_entered_for_a_year_says_so(client, world, cast):
    make.TermFactory(bloc=world.bloc, board=world.board, year=2019, since=dt.date(2019, 3, 1))

    response = see(client, cast["writer"], "officers", world.bloc.pk)

    (unknown,) = [each.unknown for each in response.context["years"] if each.year == 2019]
    assert unknown == [Office.DEPUTY]
    assertContains(response, "no data yet", count=1)


def test_officers_stand_year_by_year_under_the_name_of_their_time(client, world, cast):
    world.board.names.update(until=TODAY - dt.timedelta(days=1))
    world.board.names.create(name="Ban Quản lý mới", since=TODAY)
    make.TermFactory(bloc=world.bloc, board=world.board, year=2020, since=dt.date(2020, 1, 1))

    response = see(client, cast["writer"], "officers", world.bloc.pk)

    years = response.context["years"]
    assert [year.year for year in years] == [make.YEAR, 2020]
    assert [term.board for term in years[0].terms] == [world.chief, world.deputy]
    assertNotContains(response, "Ban Quản lý mới")


def test_seats_over_time_show_years_decisions_and_mergers(client, world, cast):
    Seat.objects.filter(board=world.board).update(
        since=dt.date(2020, 3, 1),
        until=dt.date(2024, 6, 30),
        decision_number="12/QĐ-BKHĐT",
        decision_on=dt.date(2020, 2, 1),
    )
    make.TermFactory(bloc=world.bloc, board=world.board, year=2022, since=dt.date(2022, 1, 1))
    Merger.objects.create(predecessor=world.board, successor=world.chief, year=2025)

    response = see(client, cast["keeper"], "seats", world.bloc.pk)

    table = response.context["table"]
    row = next(row for row in table.rows if row.board == world.board)
    assert table.years == list(range(2019, make.YEAR + 1))
    assert [cell.sat for cell in row.cells] == [False, *[True] * 5, False, False]
    assert (row.cells[1].since, row.cells[5].until) == (dt.date(2020, 3, 1), dt.date(2024, 6, 30))
    assert [cell.office for cell in row.cells if cell.office] == ["chief"]
    assertContains(response, "12/QĐ-BKHĐT")
    assertContains(response, "not known")
    assertContains(response, "Went into")


def test_history_tells_who_did_what(client, world, cast):
    send(client, cast["keeper"], "begin_term", world.bloc.pk, **TERM, board=world.board.pk)

    response = see(client, cast["writer"], "history", world.bloc.pk)

    assertContains(response, f"keeper entered {world.board} as chief of {NEXT} from")


def test_ministry_shows_people_and_blocs(client, world, cast):
    response = see(client, cast["reviewer"], "ministry", world.ministry.pk)

    assertContains(response, "keeper of blocs")
    assertContains(response, world.bloc.name)
    assertNotContains(response, reverse("bloc:invite_colleague", args=[world.ministry.pk]))


def test_ministry_is_not_for_boards(client, world, cast):
    seen = {
        part
        for part, person in cast.items()
        if see(client, person, "ministry", world.ministry.pk).status_code == HTTPStatus.OK
    }

    assert seen == set(MINISTRY)


# -- doing: the form, the right person, the wrong one, the refused -----------------------
DECIDED = {"decision_number": "1/QĐ", "decision_on": "01/06/2026"}
TERM = {"year": NEXT, "office": Office.CHIEF, "since": "15/06/2026"}


def targets(world, cast):
    """Every verb's page and what its permission guards."""
    seat = world.bloc.seats.get(board=world.board)
    term = world.bloc.terms.get(office=Office.CHIEF)
    post = cast["reviewer"].ministry_posts.get()
    bloc = [world.bloc.pk]
    return {
        "register_board": bloc,
        "name_board": [*bloc, world.board.pk],
        "merge_boards": [*bloc, world.board.pk],
        "invite_leader": [*bloc, world.board.pk],
        "end_leader": [*bloc, cast["leader"].posts.get().pk],
        "seat_board": bloc,
        "end_seat": [seat.pk],
        "begin_term": bloc,
        "end_term": [term.pk],
        "found_bloc": [world.ministry.pk],
        "invite_colleague": [world.ministry.pk],
        "end_ministry_post": [post.pk],
    }


KEEPERS = [
    "register_board",
    "name_board",
    "merge_boards",
    "invite_leader",
    "end_leader",
    "seat_board",
    "end_seat",
    "begin_term",
    "end_term",
    "found_bloc",
    "invite_colleague",
    "end_ministry_post",
]
OF_THE_MINISTRY = ["found_bloc", "invite_colleague", "end_ministry_post"]


@pytest.mark.parametrize("verb", KEEPERS)
def test_the_keeper_is_asked_and_nobody_else(client, world, cast, verb):
    of_ministry = verb in OF_THE_MINISTRY
    about = targets(world, cast)[verb]

    response = see(client, cast["keeper"], verb, *about)

    assertContains(response, "btn-primary", count=1)
    assertContains(response, "<h1", count=1)
    assert see(client, cast["reviewer"], verb, *about).status_code == HTTPStatus.FORBIDDEN
    assert see(client, cast["outsider"], verb, *about).status_code == HTTPStatus.NOT_FOUND
    chief = see(client, cast["chief"], verb, *about).status_code
    assert chief == (HTTPStatus.NOT_FOUND if of_ministry else HTTPStatus.FORBIDDEN)


@pytest.mark.parametrize("verb", KEEPERS)
def test_an_empty_form_comes_back_and_nothing_happened(client, world, cast, verb):
    before = Event.objects.count()

    response = send(client, cast["keeper"], verb, *targets(world, cast)[verb], submit="")

    assertContains(response, "This field is required.")
    assert Event.objects.count() == before


def test_register_board_goes_on_to_its_seat(client, world, cast):
    response = send(
        client,
        cast["keeper"],
        "register_board",
        world.bloc.pk,
        code="QNA",
        province="Quảng Nam",
        kinds=[Kind.ECONOMIC_ZONE, Kind.INDUSTRIAL_PARK],
        name="Ban Quản lý Khu kinh tế mở Chu Lai",
        since="01/01/2003",
    )

    board = Board.objects.get(code="QNA")
    assertRedirects(response, reverse("bloc:seat_board", args=[world.bloc.pk]))
    assert board.names.get().since == dt.date(2003, 1, 1)
    assertContains(see(client, cast["keeper"], "seat_board", world.bloc.pk), str(board))


def test_register_board_keeps_one_spelling_of_unicode(client, world, cast):
    split = "Quảng Nam"  # a vowel and its tone mark apart, as some keyboards send it

    send(
        client,
        cast["keeper"],
        "register_board",
        world.bloc.pk,
        code="QNA",
        province=split,
        kinds=[Kind.ECONOMIC_ZONE],
        name="X",
        since="01/01/2003",
    )

    assert Board.objects.get(code="QNA").province == "Quảng Nam"


def test_seat_board_seats_it(client, world, cast):
    board = make.BoardFactory()

    response = send(
        client,
        cast["keeper"],
        "seat_board",
        world.bloc.pk,
        board=board.pk,
        since="15/06/2026",
        **DECIDED,
    )

    assertRedirects(response, reverse("bloc:seats", args=[world.bloc.pk]))
    assert board.seats.get().decision_on == dt.date(2026, 6, 1)


def test_seat_board_refused_says_why_and_loses_nothing(client, world, cast):
    world.board.seats.update(until=dt.date(2026, 6, 30))  # ends, and could be seated after
    response = send(
        client,
        cast["keeper"],
        "seat_board",
        world.bloc.pk,
        board=world.board.pk,
        since="15/06/2026",
        **DECIDED,
    )

    assertContains(response, "it can sit in one bloc of a ministry")
    assertContains(response, "1/QĐ")


def test_seat_board_offers_only_boards_without_a_lasting_seat(world):
    free = queries.boards_to_seat(world.bloc)
    assert world.board not in free
    world.board.seats.update(until=dt.date(2026, 6, 30))
    assert world.board in free.all()


def test_seat_board_says_that_nobody_is_left_to_seat(client, world, cast):
    words = "Every board that is known here has its seat"
    assertNotContains(see(client, cast["keeper"], "seat_board", world.bloc.pk), words)

    for position, board in enumerate(queries.boards_to_seat(world.bloc), start=20):
        make.SeatFactory(bloc=world.bloc, board=board, position=position)
    assertContains(see(client, cast["keeper"], "seat_board", world.bloc.pk), words)


def test_seat_board_does_not_offer_another_ministrys_boards(client, world, cast):
    strange = make.SeatFactory().board

    response = send(
        client, cast["keeper"], "seat_board", world.bloc.pk, board=strange.pk, since="15/06/2026"
    )

    assertContains(response, "Select a valid choice")


def test_end_seat_ends_it(client, world, cast):
    seat = world.bloc.seats.get(board=world.board)

    response = send(client, cast["keeper"], "end_seat", seat.pk, until="30/06/2026", **DECIDED)

    assertRedirects(response, reverse("bloc:seats", args=[world.bloc.pk]))
    seat.refresh_from_db()
    assert seat.until == dt.date(2026, 6, 30)


def test_name_board_enters_the_name(client, world, cast):
    response = send(
        client,
        cast["keeper"],
        "name_board",
        world.bloc.pk,
        world.board.pk,
        name="Tên mới",
        since="01/06/2026",
    )

    assertRedirects(response, reverse("bloc:seats", args=[world.bloc.pk]))
    assert Board.objects.get(pk=world.board.pk).name_on(TODAY) == "Tên mới"


def test_name_board_does_not_know_another_ministrys_board(client, world, cast):
    strange = make.SeatFactory().board

    assert see(client, cast["keeper"], "name_board", world.bloc.pk, strange.pk).status_code == 404


def test_merge_boards_writes_it_down(client, world, cast):
    response = send(
        client,
        cast["keeper"],
        "merge_boards",
        world.bloc.pk,
        world.chief.pk,
        predecessors=[world.board.pk, world.deputy.pk],
        year=2025,
    )

    assertContains(client.get(response.url), "Next: end the former seats, seat the heir.")
    assertRedirects(response, reverse("bloc:seats", args=[world.bloc.pk]))
    assert Merger.objects.filter(successor=world.chief, happened_on=None).count() == 2


def test_merge_boards_asks_first_for_the_new_board(client, world, cast):
    page = see(client, cast["keeper"], "choose_heir", world.bloc.pk)

    assertContains(page, reverse("bloc:merge_boards", args=[world.bloc.pk, world.board.pk]))
    for part, code in (("reviewer", HTTPStatus.FORBIDDEN), ("outsider", HTTPStatus.NOT_FOUND)):
        assert see(client, cast[part], "choose_heir", world.bloc.pk).status_code == code


def test_merge_boards_offers_no_board_as_its_own_predecessor(client, world, cast):
    """Nor one that has gone into it already, nor the one into which it went."""
    Merger.objects.create(predecessor=world.deputy, successor=world.board, year=2024)
    Merger.objects.create(predecessor=world.board, successor=world.chief, year=2025)
    other = make.SeatFactory(bloc=world.bloc, position=4).board

    page = see(client, cast["keeper"], "merge_boards", world.bloc.pk, world.board.pk)

    offered = {key for key, _label in page.context["form"].fields["predecessors"].choices}
    assert other.pk in offered
    assert not offered & {world.chief.pk, world.deputy.pk, world.board.pk}


def test_merge_boards_refused_keeps_what_was_typed(client, world, cast):
    response = send(
        client,
        cast["keeper"],
        "merge_boards",
        world.bloc.pk,
        world.chief.pk,
        predecessors=[world.chief.pk],
        year=2025,
        basis="QĐ 7",
    )

    assertContains(response, "cannot go into itself")
    assertContains(response, "QĐ 7")


def test_invite_leader_sends_the_invitation(client, world, cast):
    board = make.SeatFactory(bloc=world.bloc, position=4).board

    response = send(
        client,
        cast["keeper"],
        "invite_leader",
        world.bloc.pk,
        board.pk,
        full_name="Lê Mới",
        email="moi@khoithidua.example",
        title="Trưởng ban",
    )

    assertRedirects(response, world.bloc.get_absolute_url())
    assert Post.objects.get(board=board).account.full_name == "Lê Mới"


def test_the_keeper_sees_whom_he_invited_and_may_send_again(client, world, cast):
    board = make.SeatFactory(bloc=world.bloc, position=4).board
    typed = {"full_name": "Lê Mới", "email": "moi@khoithidua.example", "title": "Trưởng ban"}
    invite = "invite_leader", world.bloc.pk, board.pk
    send(client, cast["keeper"], *invite, **typed)
    post = Post.objects.get(board=board)

    page = see(client, cast["keeper"], "bloc", world.bloc.pk)
    again = client.get(reverse("bloc:invite_leader", args=invite[1:]), {"again": post.pk})
    send(client, cast["keeper"], *invite, **again.context["form"].initial)

    assertContains(page, "invited on 15/06/2026")
    assertContains(page, f"?again={post.pk}")
    assertContains(again, 'value="moi@khoithidua.example"')
    assert Post.objects.filter(board=board).count() == 1


def test_the_keeper_learns_whose_account_got_the_post(client, world, cast):
    board = make.SeatFactory(bloc=world.bloc, position=4).board
    owner = make.AccountFactory(full_name="Chủ Cũ", email="chu@khoithidua.example")
    typed = {"full_name": "Lê Mới", "email": owner.email, "title": "Trưởng ban"}

    send(client, cast["keeper"], "invite_leader", world.bloc.pk, board.pk, **typed)

    said = see(client, cast["keeper"], "bloc", world.bloc.pk)
    assertContains(said, "has an account already, of Chủ Cũ; the post went to that account.")


def test_boards_that_went_into_another_one_cannot_be_seated(client, world, cast):
    gone = make.BoardFactory(code="GONE")
    ends = {"bloc": world.bloc, "until": dt.date(2026, 6, 30)}
    kept = make.SeatFactory(position=4, **ends).board
    make.SeatFactory(board=gone, position=5, **ends)
    Merger.objects.create(predecessor=gone, successor=kept, year=2025)

    seat = see(client, cast["keeper"], "seat_board", world.bloc.pk)
    merge = see(client, cast["keeper"], "choose_heir", world.bloc.pk)

    assert gone not in seat.context["form"].fields["board"].queryset
    assert kept in seat.context["form"].fields["board"].queryset
    assertContains(merge, f"{gone.province}, GONE)")


def test_a_bloc_without_any_term_shows_this_year(client, world, cast):
    bloc = make.BlocFactory(organiser=world.ministry)

    assert see(client, cast["keeper"], "bloc", bloc.pk).context["year"] == TODAY.year


@pytest.mark.parametrize(
    ("led", "words"), [(True, "its board is told"), (False, "nobody was told")]
)
def test_begin_term_says_whether_anybody_was_told(client, world, cast, led, words):
    if not led:
        Post.objects.filter(board=world.board, role=Role.LEADER).delete()
    send(client, cast["keeper"], "begin_term", world.bloc.pk, **TERM, board=world.board.pk)

    assertContains(see(client, cast["keeper"], "officers", world.bloc.pk), words)


@pytest.mark.parametrize("name", ["ministry", "found_bloc"])
def test_a_ministry_that_was_succeeded_bears_the_name_of_its_heir(client, world, cast, name):
    world.ministry.names.update(until=dt.date(2025, 2, 28))
    heir = make.MinistryFactory(code="MOF", succeeds=world.ministry)
    heir.names.all().delete()
    make.MinistryNameFactory(ministry=heir, name="Bộ Tài chính", since=dt.date(2025, 3, 1))

    response = see(client, cast["keeper"], name, world.ministry.pk)

    assert response.context["today_called"].name == "Bộ Tài chính"
    assertContains(response, "Bộ Tài chính")


def test_end_leader_makes_room_for_a_new_one(client, world, cast):
    post = cast["leader"].posts.get()
    facts = {"until": "15/06/2026", "reason": "Nghỉ hưu"}

    response = send(client, cast["keeper"], "end_leader", world.bloc.pk, post.pk, **facts)

    invites = reverse("bloc:invite_leader", args=[world.bloc.pk, world.board.pk])
    assertRedirects(response, invites)
    page = see(client, cast["keeper"], "bloc", world.bloc.pk)
    assertContains(page, invites)
    assertContains(page, "until 15 Jun 2026")
    assertNotContains(page, reverse("bloc:end_leader", args=[world.bloc.pk, post.pk]))


def test_end_leader_says_why_not(client, world, cast):
    post = cast["leader"].posts.get()
    facts = {"until": "01/01/1999", "reason": "Nghỉ hưu"}

    response = send(client, cast["keeper"], "end_leader", world.bloc.pk, post.pk, **facts)

    assertContains(response, "lies before the first one")


def test_end_leader_knows_only_leaders_of_the_blocs_members(client, world, cast):
    for name in ("writer", "outsider"):
        post = cast[name].posts.get()
        response = see(client, cast["keeper"], "end_leader", world.bloc.pk, post.pk)
        assert response.status_code == HTTPStatus.NOT_FOUND


def test_begin_term_enters_the_result(client, world, cast):
    response = send(
        client, cast["keeper"], "begin_term", world.bloc.pk, **TERM, board=world.board.pk
    )

    assertRedirects(response, reverse("bloc:officers", args=[world.bloc.pk]))
    assert world.bloc.terms.get(year=NEXT).board == world.board


def test_begin_term_refused_says_who_holds_it(client, world, cast):
    typed = {**TERM, "year": make.YEAR, "board": world.board.pk, "representative": "Ông Hùng"}

    response = send(client, cast["keeper"], "begin_term", world.bloc.pk, **typed)

    assertContains(response, f"{world.chief} is chief of {make.YEAR} in that period.")
    assertContains(response, "Ông Hùng")


@pytest.mark.parametrize("year", ["1949", "2100", "x"])
def test_begin_term_wants_a_year_of_this_age(client, world, cast, year):
    typed = {**TERM, "year": year, "board": world.board.pk}

    response = send(client, cast["keeper"], "begin_term", world.bloc.pk, **typed)

    assert "year" in response.context["form"].errors


def test_end_term_ends_it(client, world, cast):
    term = world.bloc.terms.get(office=Office.CHIEF)
    assertContains(
        see(client, cast["keeper"], "end_term", term.pk), "enter the next term of office"
    )

    response = send(client, cast["keeper"], "end_term", term.pk, until="30/06/2026")

    assertRedirects(response, reverse("bloc:officers", args=[world.bloc.pk]))
    assertContains(client.get(response.url), reverse("bloc:begin_term", args=[world.bloc.pk]))
    assert Term.objects.get(pk=term.pk).until == dt.date(2026, 6, 30)


def test_appoint_secretary_offers_the_people_of_the_chiefs_board(client, world, cast):
    Secretary.objects.all().delete()

    response = see(client, cast["chief"], "appoint_secretary", world.bloc.pk, make.YEAR)

    offered = response.context["form"].fields["account"].queryset
    assert set(offered) == {cast["chief"], cast["secretary"]}


def test_appoint_secretary_appoints(client, world, cast):
    Secretary.objects.all().delete()
    typed = {"account": cast["secretary"].pk, "since": "15/06/2026"}

    response = send(client, cast["chief"], "appoint_secretary", world.bloc.pk, make.YEAR, **typed)

    assertRedirects(response, world.bloc.get_absolute_url())
    assert Secretary.objects.get().appointed_by == cast["chief"]


def test_appoint_secretary_refused_says_who_it_is(client, world, cast):
    typed = {"account": cast["secretary"].pk, "since": "15/06/2026"}

    response = send(client, cast["chief"], "appoint_secretary", world.bloc.pk, make.YEAR, **typed)

    assertContains(response, "end that first")


@pytest.mark.parametrize(("part", "status"), [("deputy", 403), ("keeper", 403), ("outsider", 404)])
def test_appoint_secretary_is_the_chiefs(client, world, cast, part, status):
    response = see(client, cast[part], "appoint_secretary", world.bloc.pk, make.YEAR)

    assert response.status_code == status


def test_appoint_secretary_knows_no_year_out_of_this_age(client, world, cast):
    client.force_login(cast["chief"])

    assert client.get(f"/khoi/{world.bloc.pk}/thu-ky/99999/").status_code == 404


def test_end_secretary_ends_it(client, world, cast):
    secretary = Secretary.objects.get()

    page = see(client, cast["chief"], "officers", world.bloc.pk)
    response = send(client, cast["chief"], "end_secretary", secretary.pk, until="15/06/2026")

    assertContains(page, reverse("bloc:end_secretary", args=[secretary.pk]))
    assertRedirects(response, world.bloc.get_absolute_url())
    assert Secretary.objects.get().until == TODAY


@pytest.mark.parametrize(("part", "status"), [("deputy", 403), ("keeper", 403), ("outsider", 404)])
def test_end_secretary_is_the_chiefs(client, world, cast, part, status):
    assert (
        see(client, cast[part], "end_secretary", Secretary.objects.get().pk).status_code == status
    )


def test_found_bloc_founds_it(client, world, cast):
    typed = {"code": "TN", "name": "Khối Tây Nguyên", "established_year": 2019}

    response = send(client, cast["keeper"], "found_bloc", world.ministry.pk, **typed)
    again = send(client, cast["keeper"], "found_bloc", world.ministry.pk, **typed)

    assertRedirects(response, Bloc.objects.get(code="TN").get_absolute_url())
    assertContains(again, "Another bloc bears the code TN already.")


def test_found_bloc_wants_a_code_fit_for_file_names(client, world, cast):
    typed = {"name": "Khối mới", "established_year": 2026}

    bad = send(client, cast["keeper"], "found_bloc", world.ministry.pk, code="a b/../ế", **typed)
    small = send(client, cast["keeper"], "found_bloc", world.ministry.pk, code="tn-2", **typed)

    assert list(bad.context["form"].errors) == ["code"]
    assertContains(bad, "letters from A to Z, digits and hyphens only")
    assertRedirects(small, Bloc.objects.get(code="TN-2").get_absolute_url())


def test_invite_colleague_invites(client, world, cast):
    typed = {"full_name": "Vũ", "email": "vu@khoithidua.example", "role": MinistryRole.APPROVER}

    response = send(client, cast["keeper"], "invite_colleague", world.ministry.pk, **typed)

    assertRedirects(response, world.ministry.get_absolute_url())
    assertContains(see(client, cast["keeper"], "ministry", world.ministry.pk), "invited")


def test_end_ministry_post_refuses_the_last_keeper(client, cast):
    post = MinistryPost.objects.get(account=cast["keeper"])

    response = send(client, cast["keeper"], "end_ministry_post", post.pk, until="15/06/2026")

    assertContains(response, "invite another keeper first")


def test_end_ministry_post_ends_it(client, world, cast):
    post = MinistryPost.objects.get(account=cast["reviewer"])

    response = send(client, cast["keeper"], "end_ministry_post", post.pk, until="15/06/2026")

    assertRedirects(response, world.ministry.get_absolute_url())
    assert MinistryPost.objects.get(pk=post.pk).until == TODAY


def test_confirm_factor_reset_by_the_leader(client, cast):
    asker = cast["writer"]
    reset = FactorReset.objects.create(account=asker, reason="Mất máy", asked_by=asker)

    page = see(client, cast["leader"], "confirm_factor_reset", reset.pk)
    response = send(client, cast["leader"], "confirm_factor_reset", reset.pk, vouched="on")

    assertContains(page, "Mất máy")
    assertRedirects(response, reverse("home"), fetch_redirect_response=False)
    reset.refresh_from_db()
    assert reset.confirmed_by == cast["leader"]
    again = send(client, cast["keeper"], "confirm_factor_reset", reset.pk, vouched="on")
    assertContains(again, "leader has confirmed this already.")


@pytest.mark.parametrize("part", ["writer", "clerk", "chief", "administrator"])
def test_confirm_factor_reset_is_not_for_others(client, cast, part):
    asker = cast["writer"]
    reset = FactorReset.objects.create(account=asker, reason="Mất máy", asked_by=asker)

    assert see(client, cast[part], "confirm_factor_reset", reset.pk).status_code == 404


# -- budgets -----------------------------------------------------------------------------
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("part", ["keeper", "chief"])
def test_a_page_costs_the_same_for_1_3_and_16_boards(client, world, cast, part, name):
    client.force_login(cast[part])

    def one_more():
        seat = make.SeatFactory(bloc=world.bloc, position=Seat.objects.count() + 1)
        make.PostFactory(board=seat.board, role=Role.LEADER)
        year = 2000 + Term.objects.count()
        make.TermFactory(bloc=world.bloc, board=seat.board, year=year)
        make.SecretaryFactory(bloc=world.bloc, year=year)
        Merger.objects.create(predecessor=seat.board, successor=world.chief, year=2025)

    assert_same_queries(client, reverse(f"bloc:{name}", args=[world.bloc.pk]), one_more)


@pytest.mark.parametrize("part", ["leader", "keeper"])
def test_the_list_costs_the_same_for_1_3_and_16_blocs(client, world, cast, part):
    client.force_login(cast[part])

    def one_more():
        bloc = make.BlocFactory(organiser=world.ministry)
        board = make.SeatFactory(bloc=bloc).board
        make.PostFactory(account=cast["leader"], board=board)
        make.TermFactory(bloc=bloc, board=board)

    assert_same_queries(client, reverse("bloc:blocs"), one_more)


def test_the_ministry_costs_the_same_for_1_3_and_16_people_and_blocs(client, world, cast):
    client.force_login(cast["keeper"])

    def one_more():
        make.MinistryPostFactory(ministry=world.ministry)
        make.SeatFactory(bloc=make.BlocFactory(organiser=world.ministry))

    assert_same_queries(client, world.ministry.get_absolute_url(), one_more)


@pytest.mark.parametrize("verb", ["seat_board", "choose_heir", "merge_boards", "begin_term"])
def test_a_choice_among_boards_costs_the_same_for_1_3_and_16(client, world, cast, verb):
    client.force_login(cast["keeper"])

    def one_more():
        make.SeatFactory(bloc=world.bloc, position=Seat.objects.count() + 1)

    about = [world.bloc.pk, world.board.pk] if verb == "merge_boards" else [world.bloc.pk]
    assert_same_queries(client, reverse(f"bloc:{verb}", args=about), one_more)


def test_long_names_are_shown_whole(client, world, cast):
    name = "Ban Quản lý " + "các khu công nghiệp và khu kinh tế " * 5
    world.board.names.update(name=name.strip(), short_name="")

    assertContains(see(client, cast["writer"], "bloc", world.bloc.pk), name.strip())
    assertContains(see(client, cast["writer"], "seats", world.bloc.pk), name.strip())
