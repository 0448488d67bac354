"""Two people at the same second: really committed, in two transactions."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection

from foundation.jobs.models import Job
from foundation.refusals import Refusal
from pledges import actions, queries, tasks
from pledges.content import Content
from pledges.models import Answer, Comment, Part, Pledge
from tests import factories as make
from tests.clock import on
from tests.conftest import TODAY
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

pytestmark = pytest.mark.real


@pytest.fixture
def pledge(committed, world, cast):
    with on(TODAY):
        yield world.pledge


def at_once(*works):
    """Do all of it at the same time; returns what each brought, or the name of its refusal."""
    start = threading.Barrier(len(works))

    def alone(work):
        try:
            start.wait()
            return work()
        except Refusal as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(alone, works))


def fresh(pledge):
    """The row as another request would hold it."""
    return Pledge.objects.select_related("campaign__bloc").get(pk=pledge.pk)


def test_two_people_save_the_same_text_and_one_of_them_is_asked(pledge, cast):
    def save(name):
        row = fresh(pledge)
        mine = replace(Content.of_pledge(row), targets=f"Chỉ tiêu của {name}")
        return lambda: actions.edit_pledge(row, mine, seen_edition=1, by=cast[name])

    found = at_once(save("chief"), save("secretary"))

    assert sorted(map(str, found)) == ["None", "StaleEdit"]
    pledge.refresh_from_db()
    assert pledge.edition == 2


def test_the_chief_issues_twice_at_the_same_second_and_it_is_drawn_once(pledge, cast):
    actions.consult_boards(pledge, by=cast["secretary"])

    def issue(row):
        return lambda: actions.issue_pledge(row, despite=True, by=cast["chief"]).number

    found = at_once(issue(fresh(pledge)), issue(fresh(pledge)))

    assert sorted(map(str, found)) == ["2", "NotInConsultation"]
    assert Job.objects.filter(task=queries.DRAWING_TASK).count() == 1


def test_two_workers_draw_at_the_same_second_and_one_round_is_opened(pledge, cast):
    actions.consult_boards(pledge, by=cast["secretary"])
    actions.issue_pledge(pledge, despite=True, by=cast["chief"])

    found = at_once(lambda: tasks.draw_pledge(pledge.pk), lambda: tasks.draw_pledge(pledge.pk))

    assert found == [None, None]
    assert fresh(pledge).signatories.count() == 3


def test_a_leader_clicks_twice_and_agrees_once(pledge, world, cast):
    actions.consult_boards(pledge, by=cast["secretary"])
    seen = queries.parts_to_agree(Answer(pledge, world.board))

    def agree(answer):
        return lambda: len(actions.agree_to_pledge(answer, seen=seen, by=cast["leader"]))

    found = at_once(*(agree(Answer(fresh(pledge), world.board)) for _ in range(2)))

    assert sorted(found) == [0, 6]


def test_a_comment_is_withdrawn_and_answered_at_the_same_second_and_one_stands(pledge, world, cast):
    actions.consult_boards(pledge, by=cast["secretary"])
    answer = Answer(pledge, world.board)
    made = actions.comment_on_pledge(answer, part=Part.TARGETS, text="Cao quá", by=cast["writer"])
    one, other = (Comment.objects.get(pk=made.pk) for _ in range(2))

    found = at_once(
        lambda: actions.withdraw_comment(one, by=cast["writer"]),
        lambda: actions.answer_comment(other, text="Đã giảm.", by=cast["secretary"]),
    )

    assert found in ([None, "CommentWithdrawn"], ["CommentAnswered", None])


def test_two_people_begin_the_same_years_draft_and_one_stands(pledge, world, cast):
    year = make.CampaignFactory(bloc=world.bloc, year=make.YEAR + 1)

    def begin(name):
        return lambda: str(actions.draft_pledge(year, by=cast[name]))

    found = at_once(begin("chief"), begin("secretary"))

    assert sorted(found) == ["Emulation pledge of 2027", "PledgeExists"]
    assert Pledge.objects.filter(campaign=year).count() == 1
