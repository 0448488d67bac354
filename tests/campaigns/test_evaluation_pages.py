"""Pages of the evaluation: prepared, answered once, counted, read first by those concerned."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from campaigns import actions
from campaigns.models import CommentState, EvaluationState
from campaigns.queries import evaluations as queries
from campaigns.waiting.evaluations import waiting_for
from foundation.ballots.models import SealedPaper
from members.models import Account
from pledges.queries import years_at_home
from tests.campaigns.evaluating import DAY, all_answer, answer, drafted, leaders_of, opened
from tests.clock import on
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")
UNTIL = TODAY + 10 * DAY
FORBIDDEN, MISSING, NOT_SENT = (
    HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED,
)  # fmt: skip


@pytest.fixture
def leaders(world, cast):
    return leaders_of(world, cast)


def url(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def signed_in(client, account):
    client.force_login(account)
    return client


def anew(account):
    return Account.objects.get(pk=account.pk)


def marks(evaluation, board, mark="4", **more):
    """What the form of that board sends."""
    sent = {
        f"{part}-{number}": mark
        for part in evaluation.parts_for(board.pk)
        for number, _question in enumerate(evaluation.questions[part])
    }
    return {"board": board.pk, **sent, **more}


def closed(world, cast, leaders, text="Ý kiến"):
    evaluation = opened(world, cast, UNTIL)
    all_answer(evaluation, leaders, text)
    actions.close_evaluation(evaluation, by=cast["secretary"])
    return evaluation


# -- who --------------------------------------------------------------------------------
VERBS = ("change_evaluation", "open_evaluation", "withdraw_evaluation")
BUTTONS = ("close_evaluation", "publish_evaluation")


@pytest.mark.parametrize("verb", [*VERBS, *BUTTONS])
def test_what_prepares_is_closed_to_others(client, world, cast, verb):
    evaluation = drafted(world, cast)

    assert signed_in(client, cast["leader"]).post(url(verb, evaluation.pk)).status_code == FORBIDDEN
    assert signed_in(client, cast["outsider"]).post(url(verb, evaluation.pk)).status_code == MISSING


@pytest.mark.parametrize("verb", BUTTONS)
def test_buttons_are_sent_not_looked_at(client, world, cast, verb):
    evaluation = drafted(world, cast)

    answer_to_look = signed_in(client, cast["chief"]).get(url(verb, evaluation.pk))

    assert answer_to_look.status_code == NOT_SENT


def test_outsiders_see_no_evaluation(client, world, cast):
    page = signed_in(client, cast["outsider"]).get(url("evaluation", world.campaign.pk))

    assert page.status_code == MISSING


# -- prepared ---------------------------------------------------------------------------
def test_the_secretary_prepares_it(client, world, cast, leaders):
    client = signed_in(client, cast["secretary"])
    here = url("evaluation", world.campaign.pk)
    assertContains(client.get(here), "Prepare the evaluation")

    assertRedirects(client.post(url("draft_evaluation", world.campaign.pk)), here)
    evaluation = queries.evaluation_of(world.campaign)
    sent = {"chief": " Một \n\nHai", "threshold": "4", "first_days": "2"}
    assertRedirects(client.post(url("change_evaluation", evaluation.pk), sent), here)
    evaluation.refresh_from_db()
    assert evaluation.questions["chief"] == ["Một", "Hai"]

    page = client.get(url("open_evaluation", evaluation.pk))
    assertContains(page, "6 boards are asked")
    until = {"closes_on": UNTIL.strftime("%d/%m/%Y")}
    assertRedirects(client.post(url("open_evaluation", evaluation.pk), until), here)
    evaluation.refresh_from_db()
    assert (evaluation.state, evaluation.closes_on) == (EvaluationState.OPEN, UNTIL)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"threshold": "2", "first_days": "3", "chief": "Một"}, "The threshold is at least 3"),
        ({"threshold": "5", "first_days": "3"}, "Ask at least one question"),
        ({"threshold": "5", "first_days": "3", "chief": "x" * 301}, "at most 300 letters"),
    ],
)
def test_what_is_wrong_stands_on_the_form(client, world, cast, sent, said):
    evaluation = drafted(world, cast)

    page = signed_in(client, cast["secretary"]).post(url("change_evaluation", evaluation.pk), sent)

    assertContains(page, said)


def test_others_see_no_button_to_prepare(client, world, cast):
    page = signed_in(client, cast["leader"]).get(url("evaluation", world.campaign.pk))

    assertContains(page, "The year has no evaluation yet")
    assertNotContains(page, "Prepare the evaluation")


# -- answered ---------------------------------------------------------------------------
def test_a_leader_answers(client, world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    client = signed_in(client, cast["leader"])
    page = client.get(url("answer_evaluation", evaluation.pk))
    assertContains(page, "Whom you must trust")

    sent = marks(evaluation, world.board, **{"work-text": "Nên họp ngắn hơn"})
    back = client.post(url("answer_evaluation", evaluation.pk), sent, follow=True)

    assertContains(back, "Your answer is in the box")
    assertContains(back, "Your board has answered")
    assertNotContains(back, "họp ngắn")
    assert queries.progress_of(evaluation) == (6, 1)


def test_sent_twice_it_says_that_it_is_done_not_what(client, world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    client = signed_in(client, cast["leader"])
    client.post(url("answer_evaluation", evaluation.pk), marks(evaluation, world.board, "5"))

    again = marks(evaluation, world.board, "1", **{"work-text": "Đổi ý"})
    back = client.post(url("answer_evaluation", evaluation.pk), again, follow=True)

    assertContains(back, "The answer is in the box already")
    assertNotContains(back, "Đổi ý")
    assert SealedPaper.objects.count() == 1


def test_who_has_answered_is_led_back(client, world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    answer(evaluation, world.board, cast["leader"])

    page = signed_in(client, cast["leader"]).get(url("answer_evaluation", evaluation.pk))

    assertRedirects(page, evaluation.get_absolute_url())


def test_the_chief_is_not_asked_about_the_own_work(client, world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)

    page = signed_in(client, cast["chief"]).get(url("answer_evaluation", evaluation.pk))

    assertNotContains(page, evaluation.questions["chief"][0])
    assertContains(page, evaluation.questions["deputy"][0])


def test_a_blank_sheet_is_not_sent(client, world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    sent = marks(evaluation, world.board, "")

    page = signed_in(client, cast["leader"]).post(url("answer_evaluation", evaluation.pk), sent)

    assertContains(page, "Give a mark, or write something")


def test_a_form_opened_before_and_sent_after_the_end_is_refused(client, world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    sent = marks(evaluation, world.board)
    client = signed_in(client, cast["leader"])

    with on(UNTIL + DAY):
        client.force_login(cast["leader"])
        back = client.post(url("answer_evaluation", evaluation.pk), sent, follow=True)

    assertContains(back, "The boards answered until")
    assert not SealedPaper.objects.exists()


@pytest.mark.parametrize("part", ["writer", "clerk", "secretary", "reviewer"])
def test_only_leaders_answer(client, world, cast, leaders, part):
    evaluation = opened(world, cast, UNTIL)
    sent = marks(evaluation, world.board)

    page = signed_in(client, cast[part]).post(url("answer_evaluation", evaluation.pk), sent)

    assert page.status_code == FORBIDDEN
    assert not SealedPaper.objects.exists()


def test_nobody_answers_for_another_board(client, world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    sent = marks(evaluation, world.deputy)

    page = signed_in(client, cast["leader"]).post(url("answer_evaluation", evaluation.pk), sent)

    assert page.status_code == FORBIDDEN


def test_a_superuser_gets_no_paper_either(client, world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    account = cast["administrator"]
    Account.objects.filter(pk=account.pk).update(is_superuser=True)
    sent = {**marks(evaluation, world.board), "board": "999999"}

    client.force_login(anew(account))
    client.post(url("answer_evaluation", evaluation.pk), sent)

    assert not SealedPaper.objects.exists()


def test_the_sheet_is_kept_in_no_cache_and_no_error_report(client, world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)

    page = signed_in(client, cast["leader"]).post(
        url("answer_evaluation", evaluation.pk), marks(evaluation, world.board, "")
    )

    assert "no-store" in page.headers["Cache-Control"]
    assert page.wsgi_request.sensitive_post_parameters == "__ALL__"


def test_progress_is_a_count_without_names(client, world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    answer(evaluation, world.deputy, cast["deputy"])

    page = signed_in(client, cast["chief"]).get(evaluation.get_absolute_url())

    assertContains(page, "of 6 boards have answered")
    assertNotContains(page, "Your board has answered")
    assert not page.context["has_answered"]


# -- counted, read, published -----------------------------------------------------------
def test_the_box_is_opened_by_hand_when_all_have_answered(client, world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    client = signed_in(client, cast["secretary"])
    assertContains(client.get(evaluation.get_absolute_url()), "6 boards have not answered yet")

    all_answer(evaluation, leaders)
    assertContains(client.get(evaluation.get_absolute_url()), "Papers are opened, shuffled")
    client.post(url("close_evaluation", evaluation.pk))

    evaluation.refresh_from_db()
    assert evaluation.state == EvaluationState.CLOSED


def test_those_concerned_read_it_before_all(client, world, cast, leaders):
    evaluation = closed(world, cast, leaders)
    here = evaluation.get_absolute_url()
    asked = evaluation.questions

    page = signed_in(client, cast["chief"]).get(here)
    assertContains(page, "You read this first")
    assertContains(page, asked["chief"][0])
    assertNotContains(page, asked["work"][0])
    page = signed_in(client, cast["leader"]).get(here)
    assertContains(page, "Those concerned read their own part first")
    assertNotContains(page, "Mean")


def test_everybody_reads_it_when_it_is_published(client, world, cast, leaders):
    evaluation = closed(world, cast, leaders)
    with on(TODAY + 3 * DAY):
        client.force_login(cast["chief"])
        assertContains(client.get(evaluation.get_absolute_url()), "Publish the result")
        client.post(url("publish_evaluation", evaluation.pk))

        client.force_login(cast["writer"])
        page = client.get(evaluation.get_absolute_url())

    assertContains(page, "6 of 6 boards have answered")
    assertContains(page, "2.67")
    assertContains(page, "6 comments have not been released")
    assertNotContains(page, "Ý kiến 3")


def test_a_merged_result_says_why(client, world, cast, leaders):
    evaluation = opened(world, cast, UNTIL, questions={"work": ["A"]}, threshold=7, first_days=0)
    all_answer(evaluation, leaders)
    actions.close_evaluation(evaluation, by=cast["chief"])
    actions.publish_evaluation(evaluation, by=cast["chief"])

    page = signed_in(client, cast["leader"]).get(evaluation.get_absolute_url())

    assertContains(page, "Some part has fewer than 7 answers")
    assertContains(page, "All marks together")


def test_comments_are_released_by_two(client, world, cast, leaders):
    evaluation = closed(world, cast, leaders)
    comment = evaluation.comments.filter(part="chief").first()
    here = url("evaluation_comments", evaluation.pk)

    for part, state in (("deputy", CommentState.SECONDED), ("reviewer", CommentState.RELEASED)):
        client.force_login(cast[part])
        assertContains(client.get(here), comment.text)
        assertRedirects(client.post(url("release_comment", comment.pk)), here)
        comment.refresh_from_db()
        assert comment.state == state

    page = signed_in(client, cast["chief"]).get(evaluation.get_absolute_url())
    assertContains(page, comment.text)


def test_a_comment_is_withheld_with_a_reason(client, world, cast, leaders):
    evaluation = closed(world, cast, leaders)
    comment = evaluation.comments.filter(part="work").first()
    client = signed_in(client, cast["deputy"])
    assertContains(client.get(url("withhold_comment", comment.pk)), comment.text)

    client.post(url("withhold_comment", comment.pk), {"reason": "Xúc phạm"})

    comment.refresh_from_db()
    assert (comment.state, comment.reason) == (CommentState.WITHHELD, "Xúc phạm")


def test_nobody_reads_comments_on_the_own_board_before_their_release(client, world, cast, leaders):
    evaluation = closed(world, cast, leaders)
    about_chief = evaluation.comments.filter(part="chief").first()

    page = signed_in(client, cast["chief"]).get(url("evaluation_comments", evaluation.pk))

    assert {each.part for each in page.context["comments"]} == {"deputy", "work", "members"}
    for verb in ("release_comment", "withhold_comment"):
        assert client.post(url(verb, about_chief.pk)).status_code == FORBIDDEN


def test_ordinary_boards_read_no_comment_before_its_release(client, world, cast, leaders):
    evaluation = closed(world, cast, leaders)

    page = signed_in(client, cast["leader"]).get(url("evaluation_comments", evaluation.pk))

    assert page.status_code == FORBIDDEN


def test_it_is_withdrawn_with_a_reason_for_all(client, world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    client = signed_in(client, cast["chief"])

    client.post(url("withdraw_evaluation", evaluation.pk), {"reason": "Sai câu hỏi"})

    page = signed_in(client, cast["leader"]).get(evaluation.get_absolute_url())
    assertContains(page, "Sai câu hỏi")


# -- what waits -------------------------------------------------------------------------
def waits(cast, part):
    account = anew(cast[part])
    return [str(each.button) for each in waiting_for(account, years_at_home(account))]


def test_it_waits_for_leaders_until_they_have_answered(world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)

    assert [waits(cast, part) for part in ("leader", "chief")] == [["Answer"], ["Answer"]]
    assert [waits(cast, part) for part in ("writer", "reviewer", "outsider")] == [[], [], []]
    answer(evaluation, world.board, cast["leader"])
    assert waits(cast, "leader") == []
    with on(UNTIL + DAY):
        assert waits(cast, "chief") == []


def test_comments_wait_for_whoever_may_release_them(world, cast, leaders):
    evaluation = closed(world, cast, leaders)
    evaluation.comments.exclude(part="chief").delete()

    assert [waits(cast, part) for part in ("deputy", "reviewer")] == [
        ["Read the comments"],
        ["Read the comments"],
    ]
    assert [waits(cast, part) for part in ("chief", "secretary", "leader")] == [[], [], []]
    for comment in evaluation.comments.all():
        actions.release_comment(comment, by=cast["deputy"])
    assert waits(cast, "deputy") == []
    assert waits(cast, "approver") == ["Read the comments"]
