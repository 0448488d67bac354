"""What a summary is compiled from: rankings and evaluations as other rooms' pages tell them."""

from decimal import Decimal

from campaigns import actions
from campaigns.compiling import drawn
from campaigns.models import Ranking, Standing
from campaigns.queries.evaluations import evaluation_results
from campaigns.queries.sources import sources_of
from tests import factories as make
from tests.campaigns.test_evaluation_pages import DAY, TODAY, closed, leaders
from tests.clock import on

__all__ = ["leaders"]


def test_the_evaluation_is_told_once_it_is_published(today, world, cast, leaders):
    evaluation = closed(world, cast, leaders)
    assert sources_of(world.campaign).evaluation is None

    with on(TODAY + 3 * DAY):
        actions.publish_evaluation(evaluation, by=cast["chief"])

    found, results = sources_of(world.campaign).evaluation, evaluation_results(world.campaign)
    assert (found.invited, found.answers) == (results.invited, results.answers)
    assert [(each.question, each.answered, each.mean) for each in found.questions] == [
        (question.text, question.tally.answered, question.tally.mean)
        for part in results.parts
        for question in part.questions
    ]
    assert found.comments == ()


def test_the_newest_ranking_is_told_with_those_without_a_rank(today, world, cast):
    table = make.ScoringTableFactory(campaign=world.campaign)
    first, second = (make.GroupFactory(table=table) for _ in range(2))
    facts = {"campaign": world.campaign, "table": table, "taken_by": cast["chief"]}
    Ranking.objects.create(number=1, **facts)
    ranking = Ranking.objects.create(number=2, reason="Sửa điểm", **facts)
    Standing.objects.create(
        ranking=ranking, board=world.board, name="A", position=1, rank=1, total=95, bonus=0,
        groups={str(first.key): "60", str(second.key): "35.5"},
    )  # fmt: skip
    Standing.objects.create(
        ranking=ranking, board=world.chief, name="B", position=2, total=90, bonus=0,
        groups={str(first.key): "90"}, exclusions=[{"kind": "no_self_score"}],
    )  # fmt: skip

    found = sources_of(world.campaign).ranking

    assert found.number == 2
    assert found.groups == (first.name, second.name)
    assert [(each.name, each.rank, each.groups) for each in found.standings] == [
        ("A", 1, (Decimal(60), Decimal("35.5"))),
        ("B", None, (Decimal(90), None)),
    ]
    words = {fact.key: fact for fact in drawn(sources_of(world.campaign))["points"]}
    assert words["excluded-B"].text == "B không xếp hạng: chưa nộp bản tự chấm điểm."
