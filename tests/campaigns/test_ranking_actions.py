"""The ranking: boards kept out and let in, snapshots that stay."""

from decimal import Decimal

import pytest
from django.core import mail

from campaigns import actions
from campaigns.models import BoardYear, Exclusion, SheetKind, Standing
from campaigns.queries import rankings as queries
from campaigns.regulations import rankings as regulations
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.jobs import queue
from tests import factories as make
from tests.scored import DISCIPLINE, hand_in, lock, scored, table_in_force

pytestmark = pytest.mark.usefixtures("today")

FACT = "Quyết định kỷ luật số 12/QĐ-UBND ngày 02/5"


def points(world):
    """The board 90, the deputy 85, the chief 85 with less in the first group."""
    return {
        world.board: (40, 30, 20, 0), world.deputy: (40, 30, 15, 0), world.chief: (40, 25, 20, 0),
    }  # fmt: skip


def ranks(world):
    return {row.board_id: row.rank for row in queries.standings_of(world.campaign)}


def last(verb):
    return sentence(Event.objects.filter(verb=f"campaigns.{verb}").first())


def declared(world, cast, board=None, **changed):
    facts = {"condition": DISCIPLINE, "fact": FACT} | changed
    part = BoardYear(world.campaign, board or world.board)
    return actions.declare_exclusion(part, **facts, by=cast["chief"])


# -- take_ranking --------------------------------------------------------------------------------
def test_take_ranking_freezes_points_and_ranks(world, cast, django_capture_on_commit_callbacks):
    made = scored(world, cast, points(world))

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        ranking = actions.take_ranking(world.campaign, by=cast["chief"])

    assert (ranking.number, ranking.table_id, ranking.reason) == (1, made.table.pk, "")
    assert ranks(world) == {world.board.pk: 1, world.deputy.pk: 2, world.chief.pk: 3}
    first = queries.standings_of(world.campaign)[0]
    assert (first.total, first.bonus, first.position) == (90, 0, 1)
    assert sorted(map(Decimal, first.groups.values())) == [0, 20, 70]
    assert sorted(map(Decimal, first.points["official"].values())) == [0, 20, 30, 40]
    assert first.points["self"] == first.points["official"]
    assert last("take_ranking") == "took the ranking, no. 1"
    assert {person for letter in mail.outbox for person in letter.to} >= {
        cast[part].email for part in ("leader", "writer", "chief", "deputy")
    }


def test_take_ranking_keeps_what_was_when_points_change_later(world, cast):
    made = scored(world, cast, points(world))
    first = actions.take_ranking(world.campaign, by=cast["chief"])
    change(made.official[world.board.pk], "C", 12)

    second = actions.take_ranking(world.campaign, reason="Thẩm tra lại", by=cast["chief"])

    assert next(row.board_id for row in queries.rows_of(first)) == world.board.pk
    assert queries.newest_ranking(world.campaign) == second
    assert ranks(world)[world.board.pk] == 3
    assert last("take_ranking") == "took the ranking again, no. 2: Thẩm tra lại"


def change(sheet, name, value):
    mark = sheet.marks.get(criterion__name=name)
    mark.points = Decimal(value)
    mark.save()


def test_take_ranking_shares_a_rank_where_the_list_ends(world, cast):
    given = points(world) | {world.chief: (40, 30, 15, 0)}
    scored(world, cast, given)

    actions.take_ranking(world.campaign, by=cast["chief"])

    assert ranks(world) == {world.board.pk: 1, world.deputy.pk: 2, world.chief.pk: 2}
    shared = [row.is_shared for row in queries.standings_of(world.campaign)]
    assert shared == [False, True, True]
    best = queries.ranked_boards(world.campaign, 2)
    assert best[0] == world.board
    assert len(best) == 3


def test_take_ranking_excludes_by_what_was_declared_and_by_the_figures(world, cast):
    scored(world, cast, points(world) | {world.deputy: (40, 30, 9, 10)}, locked=False)
    declared(world, cast)
    made = world.campaign.scoring
    lock(made, cast["chief"])

    actions.take_ranking(world.campaign, by=cast["chief"])

    rows = {row.board_id: row for row in queries.standings_of(world.campaign)}
    assert ranks(world) == {world.chief.pk: 1, world.deputy.pk: None, world.board.pk: None}
    (least,) = rows[world.deputy.pk].exclusions
    assert (least["kind"], least["points"], Decimal(least["reached"])) == ("least", "10.00", 9)
    assert rows[world.board.pk].exclusions == [
        {"kind": "declared", "condition": DISCIPLINE, "fact": FACT}
    ]
    assert rows[world.board.pk].total == 90


def test_who_has_no_points_is_not_ranked(world, cast):
    given = points(world)
    del given[world.board]
    scored(world, cast, given)

    actions.take_ranking(world.campaign, by=cast["chief"])

    row = queries.standings_of(world.campaign)[-1]
    assert (row.board, row.rank, row.total) == (world.board, None, 0)
    assert row.exclusions == [{"kind": "no_official"}]


def test_who_handed_in_no_self_score_is_not_ranked(world, cast):
    made = scored(world, cast, {world.chief: (40, 30, 20, 0)}, locked=False)
    facts = {"kind": SheetKind.OFFICIAL, "scorer": world.chief, "by": cast["chief"]}
    hand_in(made.scoring, made.table, world.board, (40, 30, 20, 10), **facts)
    lock(made.scoring, cast["chief"])

    actions.take_ranking(world.campaign, by=cast["chief"])

    row = next(r for r in queries.standings_of(world.campaign) if r.board == world.board)
    assert row.exclusions == [{"kind": "no_self_score"}]


def test_take_ranking_refuses_before_the_lock(world, cast):
    scored(world, cast, points(world), locked=False)

    with pytest.raises(regulations.ScoresNotLocked):
        actions.take_ranking(world.campaign, by=cast["chief"])

    assert not Standing.objects.exists()


def test_take_ranking_refuses_before_scoring(world, cast):
    with pytest.raises(regulations.ScoresNotLocked):
        actions.take_ranking(world.campaign, by=cast["chief"])


def test_take_ranking_twice_refuses_where_nothing_changed(world, cast):
    scored(world, cast, points(world))
    actions.take_ranking(world.campaign, by=cast["chief"])

    with pytest.raises(regulations.NothingChanged):
        actions.take_ranking(world.campaign, reason="Xem lại", by=cast["chief"])


def test_take_ranking_again_wants_a_reason(world, cast):
    scored(world, cast, points(world))
    actions.take_ranking(world.campaign, by=cast["chief"])
    declared(world, cast)

    with pytest.raises(regulations.RankingReasonMissing):
        actions.take_ranking(world.campaign, reason="  ", by=cast["chief"])

    second = actions.take_ranking(world.campaign, reason="Có kỷ luật", by=cast["chief"])
    assert (second.number, ranks(world)[world.board.pk]) == (2, None)


# -- declare_exclusion, lift_exclusion -----------------------------------------------------------
def test_declare_exclusion_keeps_the_fact(world, cast, django_capture_on_commit_callbacks):
    table_in_force(world.campaign, cast["secretary"], cast["chief"])
    mail.outbox.clear()

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        exclusion = declared(world, cast)

    assert (exclusion.condition, exclusion.fact, exclusion.declared_by) == (
        DISCIPLINE, FACT, cast["chief"],
    )  # fmt: skip
    assert last("declare_exclusion") == (
        f"kept {world.board.short_name} out of the ranking: {DISCIPLINE}"
    )
    told = {person for letter in mail.outbox for person in letter.to}
    assert told == {cast["leader"].email, cast["writer"].email}


def test_declare_exclusion_knows_customs_where_there_is_no_table(world, cast):
    exclusion = declared(world, cast, condition="Tham gia khối chưa đủ một năm")

    assert exclusion.pk


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"condition": "Trời mưa"}, regulations.ConditionUnknown),
        ({"fact": "  "}, regulations.FactMissing),
    ],
)
def test_declare_exclusion_refuses(world, cast, changed, refusal):
    table_in_force(world.campaign, cast["secretary"], cast["chief"])

    with pytest.raises(refusal):
        declared(world, cast, **changed)

    assert not Exclusion.objects.exists()


def test_declare_exclusion_refuses_a_stranger(world, cast):
    table_in_force(world.campaign, cast["secretary"], cast["chief"])

    with pytest.raises(regulations.NotInTheBloc):
        declared(world, cast, board=make.BoardFactory())


def test_declare_exclusion_twice_is_refused(world, cast):
    table_in_force(world.campaign, cast["secretary"], cast["chief"])
    declared(world, cast)

    with pytest.raises(regulations.ExcludedAlready):
        declared(world, cast)


def test_lift_exclusion_keeps_the_row_with_its_reason(
    world, cast, django_capture_on_commit_callbacks
):
    table_in_force(world.campaign, cast["secretary"], cast["chief"])
    exclusion = declared(world, cast)
    mail.outbox.clear()

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.lift_exclusion(exclusion, reason="Quyết định đã thu hồi", by=cast["chief"])

    exclusion.refresh_from_db()
    assert (exclusion.lift_reason, exclusion.lifted_by) == ("Quyết định đã thu hồi", cast["chief"])
    assert queries.exclusions_in_force(world.campaign) == []
    assert last("lift_exclusion") == (
        f"let {world.board.short_name} be ranked after all: Quyết định đã thu hồi"
    )
    assert cast["leader"].email in {person for letter in mail.outbox for person in letter.to}
    assert declared(world, cast).pk != exclusion.pk  # it may be declared anew


def test_lift_exclusion_wants_a_reason_and_works_once(world, cast):
    table_in_force(world.campaign, cast["secretary"], cast["chief"])
    exclusion = declared(world, cast)

    with pytest.raises(regulations.LiftReasonMissing):
        actions.lift_exclusion(exclusion, reason=" ", by=cast["chief"])
    actions.lift_exclusion(exclusion, reason="Nhầm", by=cast["chief"])
    with pytest.raises(regulations.LiftedAlready):
        actions.lift_exclusion(exclusion, reason="Nhầm", by=cast["chief"])
