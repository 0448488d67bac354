"""The text of a pledge, from draft over consultation to the issue: what is done, and refused."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import translation

from foundation import clock
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.jobs import queue
from foundation.jobs.models import Job
from pledges import actions, queries
from pledges.content import Content, TaskText
from pledges.models import Answer, Comment, Consent, Part, Pledge, PledgeState, Version
from pledges.regulations import text as regulations
from tests import factories as make
from tests.clock import on

LATER = dt.date(make.YEAR, 7, 1)


@pytest.fixture
def asked(today, world, cast):
    """The pledge is with the boards."""
    actions.consult_boards(world.pledge, answers_due_on=LATER, note="", by=cast["secretary"])
    return world.pledge


@pytest.fixture
def agree(world, cast):
    """Let boards agree to everything: all of them, unless some are named."""

    def agree(pledge, *names):
        leaders = {"chief": world.chief, "deputy": world.deputy, "leader": world.board}
        for name, board in leaders.items():
            if not names or name in names:
                actions.agree_to_pledge(Answer(pledge, board), by=cast[name])

    return agree


@pytest.fixture
def opinion(asked, world, cast):
    """The plain board's officer comments on a part."""

    def comment(part=Part.TARGETS, text="Cao quá"):
        answer = Answer(asked, world.board)
        return actions.comment_on_pledge(answer, part=part, text=text, by=cast["writer"])

    return comment


def edited(pledge, **changes):
    return replace(Content.of_pledge(pledge), **changes)


def story_of(pledge):
    return [sentence(event) for event in Event.objects.about(pledge).order_by("pk")]


def letters_to(*addresses):
    """The subjects that each of them got."""
    queue.sweep()
    return [letter.subject for letter in mail.outbox if letter.to[0] in addresses]


# draft_pledge


def test_draft_pledge_begins_empty(today, world, cast):
    campaign = make.CampaignFactory(bloc=world.bloc, year=make.YEAR + 1)

    pledge = actions.draft_pledge(campaign, by=cast["secretary"])

    assert (pledge.state, pledge.edition, pledge.changed_by) == (
        PledgeState.DRAFT,
        1,
        cast["secretary"],
    )
    assert Content.of_pledge(pledge) == Content()
    assert story_of(pledge) == ["began the draft"]


def test_draft_pledge_may_start_from_last_years_text(today, world, cast):
    campaign = make.CampaignFactory(bloc=world.bloc, year=make.YEAR + 1)

    pledge = actions.draft_pledge(campaign, start_from=world.pledge, by=cast["secretary"])

    last = Content.of_pledge(world.pledge)
    assert Content.of_pledge(pledge) == replace(last, place="", signed_on=None)
    assert len(last.tasks) == 3


def test_draft_pledge_refuses_another_blocs_text(today, world, cast):
    campaign = make.CampaignFactory(bloc=world.bloc, year=make.YEAR + 1)
    foreign = make.PledgeFactory()

    with pytest.raises(regulations.TextOfAnotherBloc):
        actions.draft_pledge(campaign, start_from=foreign, by=cast["secretary"])

    assert not Pledge.objects.filter(campaign=campaign).exists()


def test_draft_pledge_is_once_a_year(today, world, cast):
    with pytest.raises(regulations.PledgeExists):
        actions.draft_pledge(world.campaign, by=cast["secretary"])


# edit_pledge


def test_edit_pledge_writes_the_whole_text(today, world, cast):
    pledge = world.pledge
    first, second, third = Content.of_pledge(pledge).tasks
    tasks = (third, TaskText("Nội dung mới"), replace(first, text="Nội dung đã sửa"))
    content = edited(pledge, tasks=tasks, grounds="Căn cứ Luật\nCăn cứ Nghị định", place="Huế")

    actions.edit_pledge(pledge, content, seen_edition=1, by=cast["secretary"])

    pledge.refresh_from_db()
    assert Content.of_pledge(pledge) == content
    assert pledge.tasks.filter(key=second.key).count() == 0
    assert (pledge.edition, pledge.changed_by) == (2, cast["secretary"])
    assert story_of(pledge) == ["changed the text (edition 2)"]


def test_edit_pledge_without_a_change_is_no_new_edition(today, world, cast):
    actions.edit_pledge(world.pledge, edited(world.pledge), seen_edition=1, by=cast["secretary"])

    world.pledge.refresh_from_db()
    assert world.pledge.edition == 1
    assert story_of(world.pledge) == []


def test_edit_pledge_refuses_a_stale_text(today, world, cast):
    pledge = world.pledge
    actions.edit_pledge(pledge, edited(pledge, targets="A"), seen_edition=1, by=cast["chief"])

    mine = edited(pledge, targets="B")
    with pytest.raises(regulations.StaleEdit) as refused:
        actions.edit_pledge(pledge, mine, seen_edition=1, by=cast["secretary"])

    pledge.refresh_from_db()
    assert (pledge.targets, str(refused.value.facts["who"])) == ("A", "chief")


def test_edit_pledge_refuses_what_no_paper_holds(today, world, cast):
    pledge = world.pledge
    many = tuple(TaskText(f"Nội dung {n}") for n in range(regulations.MOST_TASKS + 1))
    long = "a" * (regulations.LONGEST_TEXT + 1)

    with pytest.raises(regulations.TooManyTasks):
        actions.edit_pledge(pledge, edited(pledge, tasks=many), seen_edition=1, by=cast["chief"])
    with pytest.raises(regulations.TooLong):
        actions.edit_pledge(pledge, edited(pledge, targets=long), seen_edition=1, by=cast["chief"])


def test_edit_pledge_refuses_a_frozen_text(asked, cast, agree):
    agree(asked)
    actions.issue_pledge(asked, by=cast["chief"])

    mine = edited(asked, targets="Khác")
    with pytest.raises(regulations.TextFrozen):
        actions.edit_pledge(asked, mine, seen_edition=asked.edition, by=cast["secretary"])


# consult_boards


def test_consult_boards_keeps_a_version_and_asks(asked, world, cast):
    version = asked.versions.get()

    assert (asked.state, asked.answers_due_on) == (PledgeState.CONSULTATION, LATER)
    assert (version.number, version.made_by) == (1, cast["secretary"])
    assert Content.of_version(version) == Content.of_pledge(asked)
    assert story_of(asked) == ["sent version 1 to the boards"]
    people = [cast[name].email for name in ("chief", "deputy", "leader", "writer")]
    assert len(letters_to(*people)) == 4
    assert letters_to(cast["outsider"].email, cast["clerk"].email) == []


def test_consult_boards_again_makes_a_version_of_what_changed(asked, cast):
    content = edited(asked, targets="Khác")
    actions.edit_pledge(asked, content, seen_edition=1, by=cast["secretary"])

    version = actions.consult_boards(asked, note="Chỉ tiêu", by=cast["secretary"])

    assert (version.number, version.note) == (2, "Chỉ tiêu")
    assert asked.answers_due_on is None


def test_consult_boards_with_the_same_text_is_no_new_version(asked, cast):
    version = actions.consult_boards(asked, answers_due_on=LATER, by=cast["secretary"])

    assert version.number == 1
    assert asked.versions.count() == 1


def test_consult_boards_writes_only_to_boards_that_have_something_to_agree_to(
    asked, agree, cast, world
):
    agree(asked, "leader")
    queue.sweep()
    mail.outbox.clear()

    actions.consult_boards(asked, answers_due_on=LATER, by=cast["secretary"])

    assert letters_to(cast["leader"].email) == []
    assert len(letters_to(cast["deputy"].email)) == 1


def test_consult_boards_refuses_an_empty_text(today, world, cast):
    world.pledge.tasks.all().delete()

    with pytest.raises(regulations.NothingToSend):
        actions.consult_boards(world.pledge, by=cast["secretary"])


def test_consult_boards_refuses_a_day_that_has_passed(today, world, cast):
    yesterday = today - dt.timedelta(days=1)

    with pytest.raises(regulations.DueDayPast):
        actions.consult_boards(world.pledge, answers_due_on=yesterday, by=cast["secretary"])

    actions.consult_boards(world.pledge, answers_due_on=today, by=cast["secretary"])


def test_consult_boards_refuses_a_frozen_text(asked, agree, cast):
    agree(asked)
    actions.issue_pledge(asked, by=cast["chief"])

    with pytest.raises(regulations.TextFrozen):
        actions.consult_boards(asked, by=cast["secretary"])


# comment_on_pledge, answer_comment


def test_comment_on_pledge_reaches_the_secretary(asked, world, cast):
    task = world.tasks[0]
    answer = Answer(asked, world.board)

    comment = actions.comment_on_pledge(
        answer, part=str(task.key), text=" Nên nêu rõ thời hạn ", by=cast["writer"]
    )

    assert (comment.text, comment.about) == ("Nên nêu rõ thời hạn", task.text)
    assert story_of(asked)[-1] == f"commented for {world.board.short_name} on: Task 1"
    assert len(letters_to(cast["secretary"].email)) == 2  # asked as an officer, then told


def test_comment_on_pledge_is_told_in_the_language_of_whoever_reads(asked, world, cast, settings):
    settings.LANGUAGE_CODE = "vi"  # of letters, whoever caused them
    answer = Answer(asked, world.board)
    with translation.override("en"):
        for part in (str(world.tasks[1].key), Part.TARGETS):
            actions.comment_on_pledge(answer, part=part, text="Ý kiến", by=cast["writer"])
        assert story_of(asked)[-1].endswith("Common targets")

    assert [event.facts["part"] for event in Event.objects.all()[:2]] == ["targets", "2"]
    with translation.override("vi"):
        told = story_of(asked)[-2:]
        assert told[0].endswith("Nội dung 2")
        assert told[1].endswith(str(Part.TARGETS.label))
    queue.sweep()
    letter = next(letter for letter in mail.outbox if "Ý kiến" in letter.body)
    assert "Nội dung 2" in letter.body


@pytest.mark.parametrize(
    ("part", "text", "refusal"),
    [
        ("no-such-part", "Ý kiến", regulations.PartUnknown),
        (Part.TARGETS, "   ", regulations.CommentEmpty),
        (Part.TARGETS, "a" * (regulations.LONGEST_TEXT + 1), regulations.TooLong),
    ],
)
def test_comment_on_pledge_refuses(opinion, part, text, refusal):
    with pytest.raises(refusal):
        opinion(part, text)


def test_comment_on_pledge_refuses_before_the_consultation(today, world, cast):
    with pytest.raises(regulations.NotInConsultation):
        actions.comment_on_pledge(
            Answer(world.pledge, world.board), part=Part.TARGETS, text="Ý kiến", by=cast["writer"]
        )


def test_comment_on_pledge_refuses_a_board_that_does_not_sit_in_the_bloc(asked, cast):
    with pytest.raises(regulations.NotAMember):
        actions.comment_on_pledge(
            Answer(asked, make.BoardFactory()),
            part=Part.TARGETS,
            text="Ý kiến",
            by=cast["outsider"],
        )


def test_answer_comment_reaches_whoever_wrote_it(asked, opinion, world, cast):
    comment = opinion()
    queue.sweep()
    mail.outbox.clear()

    actions.answer_comment(comment, text="Đã giảm.", by=cast["secretary"])

    comment.refresh_from_db()
    assert (comment.answer, comment.answered_by) == ("Đã giảm.", cast["secretary"])
    assert story_of(asked)[-1] == f"answered a comment of {world.board.short_name}"
    assert len(letters_to(cast["writer"].email)) == 1


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("  ", regulations.AnswerEmpty),
        ("a" * (regulations.LONGEST_TEXT + 1), regulations.TooLong),
    ],
)
def test_answer_comment_refuses(opinion, cast, text, refusal):
    comment = opinion()

    with pytest.raises(refusal):
        actions.answer_comment(comment, text=text, by=cast["secretary"])


def test_answer_comment_refuses_once_the_text_is_frozen(asked, opinion, agree, cast):
    comment = opinion()
    agree(asked)
    actions.issue_pledge(asked, by=cast["chief"])

    with pytest.raises(regulations.TextFrozen):
        actions.answer_comment(comment, text="Muộn", by=cast["secretary"])


def test_answer_comment_refuses_a_second_answer(opinion, cast):
    comment = opinion()
    as_opened = Comment.objects.get(pk=comment.pk)
    actions.answer_comment(comment, text="Đã giảm.", by=cast["secretary"])

    with pytest.raises(regulations.AnsweredAlready):
        actions.answer_comment(as_opened, text="Không giảm.", by=cast["chief"])

    comment.refresh_from_db()
    assert comment.answer == "Đã giảm."


def test_an_answered_comment_is_signed(opinion, cast):
    comment = opinion()

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(answered_by=cast["secretary"])


# withdraw_comment


def test_withdraw_comment_keeps_what_was_said(asked, opinion, world, cast):
    comment = opinion()

    actions.withdraw_comment(comment, by=cast["leader"])

    comment.refresh_from_db()
    assert (comment.text, comment.is_open) == ("Cao quá", False)
    assert (comment.withdrawn_at, comment.withdrawn_by) == (clock.now(), cast["leader"])
    short = world.board.short_name
    assert story_of(asked)[-1] == f"withdrew a comment of {short} on: Common targets"
    kept = comment.events.order_by("pgh_id").values_list("text", "withdrawn_by")
    assert list(kept) == [("Cao quá", None), ("Cao quá", cast["leader"].pk)]


def test_withdraw_comment_leaves_the_part_without_an_answer(asked, opinion, world, cast):
    comment = opinion()
    assert Part.TARGETS not in queries.answers_to(asked).awaited_of(world.board.pk)

    actions.withdraw_comment(comment, by=cast["writer"])

    assert Part.TARGETS in queries.answers_to(asked).awaited_of(world.board.pk)


def test_withdraw_comment_leaves_what_else_the_board_has_said(asked, opinion, world, cast):
    comment = opinion()
    opinion(text="Xin giảm")

    actions.withdraw_comment(comment, by=cast["writer"])

    assert Part.TARGETS not in queries.answers_to(asked).awaited_of(world.board.pk)


def test_withdraw_comment_refuses_what_has_been_answered_meanwhile(opinion, cast):
    comment = opinion()
    as_opened = Comment.objects.get(pk=comment.pk)
    actions.answer_comment(comment, text="Đã giảm.", by=cast["secretary"])

    with pytest.raises(regulations.CommentAnswered):
        actions.withdraw_comment(as_opened, by=cast["writer"])


def test_withdraw_comment_once(opinion, cast):
    comment = opinion()
    actions.withdraw_comment(comment, by=cast["writer"])

    with pytest.raises(regulations.CommentWithdrawn):
        actions.withdraw_comment(comment, by=cast["leader"])

    comment.refresh_from_db()
    assert comment.withdrawn_by == cast["writer"]


def test_withdraw_comment_refuses_after_the_consultation(asked, opinion, agree, cast):
    comment = opinion()
    agree(asked)
    actions.issue_pledge(asked, by=cast["chief"])

    with pytest.raises(regulations.NotInConsultation):
        actions.withdraw_comment(comment, by=cast["writer"])


def test_withdraw_comment_refuses_a_board_that_has_left_the_bloc(today, opinion, world, cast):
    comment = opinion()
    world.bloc.seats.filter(board=world.board).update(until=today - dt.timedelta(days=1))

    with pytest.raises(regulations.NotAMember):
        actions.withdraw_comment(comment, by=cast["writer"])


def test_answer_comment_refuses_what_has_been_withdrawn_meanwhile(opinion, cast):
    comment = opinion()
    as_opened = Comment.objects.get(pk=comment.pk)
    actions.withdraw_comment(comment, by=cast["writer"])

    with pytest.raises(regulations.CommentWithdrawn):
        actions.answer_comment(as_opened, text="Đã giảm.", by=cast["secretary"])


def test_a_withdrawn_comment_is_signed(opinion, cast):
    comment = opinion()

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(withdrawn_by=cast["writer"])


def test_no_comment_is_both_answered_and_withdrawn(opinion, cast):
    comment, now = opinion(), clock.now()
    both = {"withdrawn_by": cast["writer"], "answered_by": cast["secretary"]}

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(answered_at=now, withdrawn_at=now, **both)


# agree_to_pledge


def test_agree_to_pledge_agrees_to_everything(asked, world, cast):
    answer = Answer(asked, world.board)

    consents = actions.agree_to_pledge(answer, by=cast["leader"])

    assert len(consents) == 6  # grounds, three tasks, targets, responsibilities
    assert queries.parts_to_agree(answer) == {}
    assert queries.boards_not_agreed(asked) == [world.chief, world.deputy]
    expected = f"agreed for {world.board.short_name} to 6 parts of the text"
    assert story_of(asked)[-1] == expected


def test_agree_to_pledge_twice_is_once(asked, world, cast):
    answer = Answer(asked, world.board)
    seen = queries.parts_to_agree(answer)
    actions.agree_to_pledge(answer, seen=seen, by=cast["leader"])

    assert actions.agree_to_pledge(answer, seen=seen, by=cast["leader"]) == []
    assert actions.agree_to_pledge(answer, by=cast["leader"]) == []

    assert Consent.objects.count() == 6
    assert len(story_of(asked)) == 2


def test_agree_to_pledge_to_some_parts_leaves_the_rest_open(asked, world, cast):
    answer = Answer(asked, world.board)
    digest = queries.parts_to_agree(answer)[Part.TARGETS]

    actions.agree_to_pledge(answer, seen={Part.TARGETS: digest}, by=cast["leader"])

    assert Part.TARGETS not in queries.parts_to_agree(answer)
    assert len(queries.parts_to_agree(answer)) == 5


def test_agree_to_pledge_asks_only_for_what_changed(asked, agree, world, cast):
    agree(asked)
    first, *others = Content.of_pledge(asked).tasks
    reworded = (*others, replace(first, text="Nội dung đã sửa"))  # moved as well
    content = edited(asked, tasks=reworded, grounds=f"  {asked.grounds}  ", place="Huế")

    actions.edit_pledge(asked, content, seen_edition=1, by=cast["secretary"])

    asked.refresh_from_db()
    assert list(queries.parts_to_agree(Answer(asked, world.board))) == [first.key]


def test_agree_to_pledge_again_when_a_text_comes_back(asked, agree, world, cast):
    """The consent holds for the words: the old words, the old consent."""
    agree(asked)
    before = edited(asked)
    after = edited(asked, targets="Khác")
    actions.edit_pledge(asked, after, seen_edition=1, by=cast["secretary"])
    actions.edit_pledge(asked, before, seen_edition=2, by=cast["secretary"])

    assert queries.boards_not_agreed(asked) == []


def test_agree_to_pledge_refuses_a_text_that_changed_meanwhile(asked, world, cast):
    answer = Answer(asked, world.board)
    seen = queries.parts_to_agree(answer)
    content = edited(asked, targets="Khác")
    actions.edit_pledge(asked, content, seen_edition=1, by=cast["secretary"])

    with pytest.raises(regulations.PartUnknown):
        actions.agree_to_pledge(answer, seen=seen, by=cast["leader"])

    assert not Consent.objects.exists()


def test_agree_to_pledge_refuses_nothing_ticked(asked, world, cast):
    with pytest.raises(regulations.NothingTicked):
        actions.agree_to_pledge(Answer(asked, world.board), seen={}, by=cast["leader"])


def test_agree_to_pledge_refuses_before_the_consultation(today, world, cast):
    with pytest.raises(regulations.NotInConsultation):
        actions.agree_to_pledge(Answer(world.pledge, world.board), by=cast["leader"])


def test_agree_to_pledge_by_the_last_board_tells_the_chief(asked, agree, cast):
    agree(asked, "leader", "deputy")
    assert "đã đồng ý" not in " ".join(letters_to(cast["chief"].email))

    agree(asked, "chief")

    assert "đã đồng ý" in " ".join(letters_to(cast["chief"].email))


# remind_boards


def test_remind_boards_writes_to_those_who_have_not_answered(asked, agree, world, cast):
    agree(asked, "leader")
    actions.comment_on_pledge(
        Answer(asked, world.deputy), part=Part.TARGETS, text="Cao quá", by=cast["deputy"]
    )
    queue.sweep()
    mail.outbox.clear()

    actions.remind_boards(asked, by=cast["secretary"])

    names = f"{world.chief.short_name}, {world.deputy.short_name}"
    assert story_of(asked)[-1] == f"reminded {names} of their answer"
    assert letters_to(cast["leader"].email, cast["writer"].email) == []
    assert len(letters_to(cast["chief"].email, cast["deputy"].email)) == 2


def test_remind_boards_once_a_day(asked, cast):
    actions.remind_boards(asked, by=cast["secretary"])

    with pytest.raises(regulations.RemindedToday):
        actions.remind_boards(asked, by=cast["chief"])
    with on(LATER):
        actions.remind_boards(asked, by=cast["chief"])


def test_remind_boards_refuses_when_nobody_is_missing(asked, agree, cast):
    agree(asked)

    with pytest.raises(regulations.NobodyToRemind):
        actions.remind_boards(asked, by=cast["secretary"])


def test_remind_boards_refuses_before_the_consultation(today, world, cast):
    with pytest.raises(regulations.NotInConsultation):
        actions.remind_boards(world.pledge, by=cast["secretary"])


def test_a_comment_is_an_answer_until_it_is_replied_to(asked, world, cast):
    answer = Answer(asked, world.board)
    seen = queries.parts_to_agree(answer)
    digest = seen.pop(Part.TARGETS)
    actions.agree_to_pledge(answer, seen=seen, by=cast["leader"])
    assert queries.answers_to(asked).awaited_of(world.board.pk) == [Part.TARGETS]

    comment = actions.comment_on_pledge(answer, part=Part.TARGETS, text="?", by=cast["leader"])
    assert queries.answers_to(asked).has_answered(world.board.pk)

    actions.answer_comment(comment, text="Giữ nguyên.", by=cast["secretary"])
    assert queries.answers_to(asked).awaited_of(world.board.pk) == [Part.TARGETS]

    actions.agree_to_pledge(answer, seen={Part.TARGETS: digest}, by=cast["leader"])
    assert queries.answers_to(asked).has_answered(world.board.pk)


# versions


def test_a_version_never_changes(asked):
    version = asked.versions.get()

    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(content={})
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        version.delete()


# issue_pledge


def test_issue_pledge_freezes_the_text_and_orders_the_drawing(asked, agree, cast):
    agree(asked)

    version = actions.issue_pledge(asked, by=cast["chief"])

    assert (asked.state, version.number) == (PledgeState.DRAWING, 2)
    assert len(version.content["code"]) == 9
    assert [job.args for job in Job.objects.filter(task=queries.DRAWING_TASK)] == [[asked.pk]]
    expected = "issued version 2 and froze the text; all boards had agreed"
    assert story_of(asked)[-1] == expected


def test_issue_pledge_refuses_while_boards_have_not_agreed(asked, agree, world, cast):
    agree(asked, "chief", "deputy")

    with pytest.raises(regulations.BoardsHaveNotAgreed) as refused:
        actions.issue_pledge(asked, by=cast["chief"])

    assert refused.value.facts["boards"] == world.board.short_name


def test_issue_pledge_despite_them_names_them_in_the_history(asked, agree, world, cast):
    agree(asked, "chief", "deputy")

    actions.issue_pledge(asked, despite=True, by=cast["chief"])

    assert story_of(asked)[-1].endswith(f"boards that had not agreed: {world.board.short_name}")


def test_issue_pledge_refuses_a_draft(today, world, cast):
    with pytest.raises(regulations.NotInConsultation):
        actions.issue_pledge(world.pledge, by=cast["chief"])


@pytest.mark.parametrize("missing", [{"place": ""}, {"signed_on": None}])
def test_issue_pledge_refuses_without_place_and_day(asked, agree, cast, missing):
    content = edited(asked, **missing)
    actions.edit_pledge(asked, content, seen_edition=1, by=cast["secretary"])
    agree(asked)

    with pytest.raises(regulations.PlaceAndDayMissing):
        actions.issue_pledge(asked, by=cast["chief"])


def test_issue_pledge_refuses_a_day_on_which_nobody_sits_in_the_bloc(asked, cast):
    content = edited(asked, signed_on=make.LONG_AGO - dt.timedelta(days=1))
    actions.edit_pledge(asked, content, seen_edition=1, by=cast["secretary"])

    with pytest.raises(regulations.NobodyToSign):
        actions.issue_pledge(asked, despite=True, by=cast["chief"])


def test_issue_pledge_refuses_a_text_without_tasks(asked, cast):
    actions.edit_pledge(asked, edited(asked, tasks=()), seen_edition=1, by=cast["secretary"])

    with pytest.raises(regulations.NothingToSend):
        actions.issue_pledge(asked, despite=True, by=cast["chief"])


def test_issue_pledge_twice_is_refused(asked, agree, cast):
    agree(asked)
    actions.issue_pledge(asked, by=cast["chief"])

    with pytest.raises(regulations.NotInConsultation):
        actions.issue_pledge(asked, by=cast["chief"])
    assert Job.objects.filter(task=queries.DRAWING_TASK).count() == 1
