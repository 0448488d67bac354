"""Pages of the ranking: taken, provisional, why a board stands where it does."""

import json
from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from campaigns import actions
from campaigns.models import BoardYear, CheckDuty, Ranking, SheetKind
from campaigns.queries import rankings as queries
from tests import factories as make
from tests.budget import assert_same_queries
from tests.campaigns.test_ranking_actions import FACT, change, declared, points
from tests.scored import DISCIPLINE, hand_in, lock, scored, table_in_force

pytestmark = pytest.mark.usefixtures("today")

FORBIDDEN, MISSING = HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND


def url(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def sign_in(client, account):
    client.force_login(account)
    return client


def taken(world, cast, given=None):
    made = scored(world, cast, given or points(world))
    return made, actions.take_ranking(world.campaign, by=cast["chief"])


# -- who -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("part", ["writer", "leader", "secretary", "deputy", "reviewer"])
def test_take_ranking_is_the_chiefs(client, world, cast, part):
    scored(world, cast, points(world))

    response = sign_in(client, cast[part]).post(url("take_ranking", world.campaign.pk), {})

    assert response.status_code == FORBIDDEN
    assert not Ranking.objects.exists()


@pytest.mark.parametrize("part", ["writer", "leader", "clerk", "reviewer"])
def test_the_provisional_ranking_is_not_for_all(client, world, cast, part):
    scored(world, cast, points(world))
    sign_in(client, cast[part])

    assert client.get(url("provisional_ranking", world.campaign.pk)).status_code == FORBIDDEN
    assert client.get(url("fairness", world.campaign.pk)).status_code == FORBIDDEN
    page = client.get(url("rankings", world.campaign.pk))
    assertContains(page, "The chief has yet to take the ranking.")
    assertNotContains(page, world.board.short_name + "</a>")


def test_strangers_see_nothing(client, world, cast):
    _made, ranking = taken(world, cast)
    sign_in(client, cast["outsider"])

    for name, args in [
        ("rankings", [world.campaign.pk]), ("ranking", [ranking.pk]),
        ("board_ranking", [ranking.pk, world.board.pk]), ("ranking_paper", [ranking.pk]),
        ("scores_paper", [ranking.pk]), ("scores_book", [ranking.pk]),
        ("take_ranking", [world.campaign.pk]), ("provisional_ranking", [world.campaign.pk]),
        ("declare_exclusion", [world.campaign.pk, world.board.pk]),
    ]:  # fmt: skip
        assert client.get(url(name, *args)).status_code == MISSING, name


def test_the_chief_excludes_others_the_deputy_the_chiefs_board(client, world, cast):
    table_in_force(world.campaign, cast["secretary"], cast["chief"])
    own = url("declare_exclusion", world.campaign.pk, world.chief.pk)
    other = url("declare_exclusion", world.campaign.pk, world.board.pk)

    sign_in(client, cast["chief"])
    assert [client.get(each).status_code for each in (own, other)] == [403, 200]
    sign_in(client, cast["deputy"])
    assert [client.get(each).status_code for each in (own, other)] == [200, 403]


# -- rankings, provisional_ranking ---------------------------------------------------------------
def test_rankings_says_what_is_missing(client, world, cast):
    page = sign_in(client, cast["leader"]).get(url("rankings", world.campaign.pk))

    assertContains(page, "The boards are not scored yet.")


def test_rankings_leads_to_the_newest(client, world, cast):
    _made, ranking = taken(world, cast)

    response = sign_in(client, cast["leader"]).get(url("rankings", world.campaign.pk))

    assertRedirects(response, ranking.get_absolute_url(), fetch_redirect_response=False)


def test_the_chief_sees_the_provisional_ranking(client, world, cast):
    scored(world, cast, points(world), locked=False)
    declared(world, cast)

    page = sign_in(client, cast["chief"]).get(url("rankings", world.campaign.pk), follow=True)

    assertContains(page, "Provisional.")
    assertContains(page, "The ranking is taken once the scores are locked.")
    assertContains(page, FACT)
    assertContains(page, url("fairness", world.campaign.pk))


# -- take_ranking --------------------------------------------------------------------------------
def test_take_ranking_page_freezes_it(client, world, cast):
    scored(world, cast, points(world))
    sign_in(client, cast["chief"])
    address = url("take_ranking", world.campaign.pk)
    assertContains(client.get(address), "What would be taken")

    response = client.post(address, {"reason": ""}, follow=True)

    assertContains(response, "The ranking has been taken")
    assert Ranking.objects.count() == 1


def test_take_ranking_page_says_why_not(client, world, cast):
    scored(world, cast, points(world), locked=False)

    response = sign_in(client, cast["chief"]).post(url("take_ranking", world.campaign.pk), {})

    assertContains(response, "once the scores are locked")


# -- ranking -------------------------------------------------------------------------------------
def test_the_ranking_shows_ranks_charts_and_who_is_not_ranked(client, world, cast):
    scored(world, cast, points(world), locked=False)
    declared(world, cast, board=world.deputy)
    lock(world.campaign.scoring, cast["chief"])
    ranking = actions.take_ranking(world.campaign, by=cast["chief"])

    page = sign_in(client, cast["leader"]).get(ranking.get_absolute_url())

    assertContains(page, 'class="chart"')
    assertContains(page, f"not ranked: {DISCIPLINE}: {FACT}")
    assertContains(page, url("board_ranking", ranking.pk, world.board.pk))
    assertNotContains(page, "style=")


def test_an_old_ranking_points_to_the_new_one(client, world, cast):
    made, first = taken(world, cast)
    change(made.official[world.board.pk], "C", 12)
    second = actions.take_ranking(world.campaign, reason="Thẩm tra lại", by=cast["chief"])

    page = sign_in(client, cast["leader"]).get(first.get_absolute_url())

    assertContains(page, "A later ranking has taken the place of this one.")
    assertContains(page, second.get_absolute_url())


# -- board_ranking -------------------------------------------------------------------------------
def why(client, ranking, board):
    return client.get(url("board_ranking", ranking.pk, board.pk))


def test_why_tells_the_whole_arithmetic(client, world, cast):
    _made, ranking = taken(world, cast)
    sign_in(client, cast["leader"])

    page = why(client, ranking, world.deputy)

    assertContains(page, "Rank 2 of 3 boards, with 85 points.")
    above = f"Above it stands {world.board.short_name} (rank 1) with 90 points: 5 more."
    assertContains(page, above)
    assertContains(page, "70 + 15 + 0 = 85")
    assertContains(page, "points more in")


def test_why_names_the_tie_break_that_decides(client, world, cast):
    _made, ranking = taken(world, cast)

    page = why(sign_in(client, cast["leader"]), ranking, world.chief)

    assertContains(page, "with the same total. What decides is “I. Nhiệm vụ chính trị”")
    assertContains(page, "65 against 70")


def test_why_tells_with_whom_a_rank_is_shared(client, world, cast):
    _made, ranking = taken(world, cast, points(world) | {world.chief: (40, 30, 15, 0)})

    page = why(sign_in(client, cast["leader"]), ranking, world.chief)

    assertContains(page, f"It shares the rank with {world.deputy.short_name}")


def test_what_if_is_true(client, world, cast):
    """Whoever gets the points that the page names stands where it says."""
    made, ranking = taken(world, cast)
    page = why(sign_in(client, cast["leader"]), ranking, world.chief)
    assertContains(page, "0,25 points more in “I. Nhiệm vụ chính trị” would have made rank 2.")

    change(made.official[world.chief.pk], "B", "25.25")
    actions.take_ranking(world.campaign, reason="Cộng điểm", by=cast["chief"])

    ranks = {row.board_id: row.rank for row in queries.standings_of(world.campaign)}
    assert ranks[world.chief.pk] == 2


def test_why_is_a_board_not_ranked(client, world, cast):
    given = points(world)
    del given[world.board]
    _made, ranking = taken(world, cast, given)

    page = why(sign_in(client, cast["leader"]), ranking, world.board)

    assertContains(page, "It has no official points")
    assertNotContains(page, "Above it stands")


def test_why_is_drawn_from_what_was_frozen(client, world, cast):
    made, ranking = taken(world, cast)
    change(made.official[world.board.pk], "C", 12)

    page = why(sign_in(client, cast["leader"]), ranking, world.board)

    assertContains(page, "70 + 20 + 0 = 90")


def test_a_board_over_the_years(client, world, cast):
    former = make.CampaignFactory(bloc=world.bloc, year=make.YEAR - 1)
    table = make.ScoringTableFactory(campaign=former, maximum=100)
    old = Ranking.objects.create(campaign=former, table=table, number=1, taken_by=cast["chief"])
    row = {"board": world.board, "name": "BQL", "position": 1, "rank": 1, "bonus": 0}
    old.standings.create(**row, total=77)
    _made, ranking = taken(world, cast)

    page = why(sign_in(client, cast["leader"]), ranking, world.board)

    assertContains(page, "Totals over the years")
    assertContains(page, "77 / 100")


# -- exclusions, fairness ------------------------------------------------------------------------
def test_a_board_is_kept_out_and_let_in_on_pages(client, world, cast):
    scored(world, cast, points(world))
    sign_in(client, cast["chief"])
    facts = {"condition": DISCIPLINE, "fact": FACT}

    client.post(url("declare_exclusion", world.campaign.pk, world.board.pk), facts)
    (exclusion,) = queries.exclusions_in_force(world.campaign)
    page = client.get(url("provisional_ranking", world.campaign.pk))
    assertContains(page, url("lift_exclusion", exclusion.pk))
    client.post(url("lift_exclusion", exclusion.pk), {"reason": "Nhầm đơn vị"})

    assert queries.exclusions_in_force(world.campaign) == []


def test_an_exclusion_is_refused_in_words(client, world, cast):
    part = BoardYear(world.campaign, world.board)
    table_in_force(world.campaign, cast["secretary"], cast["chief"])
    facts = {"condition": DISCIPLINE, "fact": FACT}
    actions.declare_exclusion(part, **facts, by=cast["chief"])

    address = url("declare_exclusion", world.campaign.pk, world.board.pk)
    response = sign_in(client, cast["chief"]).post(address, facts)

    assertContains(response, "The board is kept out of the ranking by this condition already.")


def test_the_chief_sees_who_checks_harshly(client, world, cast):
    made = scored(world, cast, points(world), locked=False)
    facts = {"kind": SheetKind.CROSS, "by": cast["chief"]}
    hand_in(made.scoring, made.table, world.board, (30, 20, 10, 0), scorer=world.deputy, **facts)
    hand_in(made.scoring, made.table, world.deputy, (40, 30, 15, 0), scorer=world.board, **facts)
    hand_in(made.scoring, made.table, world.chief, (40, 25, 20, 0), scorer=world.board, **facts)

    page = sign_in(client, cast["chief"]).get(url("fairness", world.campaign.pk))

    assertContains(page, "harsh")
    assertContains(page, "-30")
    found = page.context["leanings"]
    assert [row["name"] for row in found] == [world.deputy.short_name, world.board.short_name]


def test_a_checker_sees_no_signs_before_its_own_check(client, world, cast):
    made = scored(world, cast, points(world), locked=False)
    CheckDuty.objects.create(scoring=made.scoring, checker=world.chief, board=world.board)
    facts = {"kind": SheetKind.CROSS, "by": cast["chief"]}
    hand_in(made.scoring, made.table, world.board, (30, 20, 10, 0), scorer=world.deputy, **facts)
    address = url("fairness", world.campaign.pk)

    page = sign_in(client, cast["chief"]).get(address)
    assert (page.context["leanings"], page.context["withheld"]) == ([], [world.board.short_name])

    hand_in(made.scoring, made.table, world.board, (40, 30, 20, 0), scorer=world.chief, **facts)
    page = client.get(address)
    assert len(page.context["leanings"]) == 2
    assert page.context["withheld"] == []


# -- queries -------------------------------------------------------------------------------------
def test_pages_ask_the_same_for_many_boards(client, world, cast):
    made, ranking = taken(world, cast)
    sign_in(client, cast["chief"])

    def another():
        board = make.SeatFactory(bloc=world.bloc, position=world.bloc.seats.count() + 1).board
        facts = {"by": cast["chief"]}
        hand_in(made.scoring, made.table, board, (40, 30, 20, 0), **facts)
        hand_in(
            made.scoring, made.table, board, (40, 30, 20, 0), kind=SheetKind.OFFICIAL,
            scorer=world.chief, **facts,
        )  # fmt: skip

    assert_same_queries(client, url("provisional_ranking", world.campaign.pk), another)
    again = actions.take_ranking(world.campaign, reason="Thêm đơn vị", by=cast["chief"])
    assert ranking.standings.count() + 16 == again.standings.count()


def test_exported_words_are_codes_not_language(world, cast):
    """A snapshot holds no words of the language of whoever took it."""
    given = points(world)
    del given[world.board]
    taken(world, cast, given)

    row = queries.standings_of(world.campaign)[-1]
    assert json.dumps(row.exclusions) == '[{"kind": "no_official"}]'


# -- what the demo made up -----------------------------------------------------------------------
INVENTED = "The figures on this page are invented."


@pytest.mark.parametrize("is_invented", [True, False])
def test_invented_points_say_so_wherever_they_are_read(client, world, cast, is_invented):
    made, ranking = taken(world, cast)
    made.scoring.sheets.filter(board=world.board).update(is_invented=is_invented)
    sign_in(client, cast["chief"])
    says = assertContains if is_invented else assertNotContains

    for name, *where in (
        ("ranking", ranking.pk),
        ("board_ranking", ranking.pk, world.chief.pk),
        ("provisional_ranking", world.campaign.pk),
        ("scores", world.campaign.pk),
        ("sheet", made.scoring.sheets.filter(board=world.board).first().pk),
    ):
        says(client.get(url(name, *where)), INVENTED)
