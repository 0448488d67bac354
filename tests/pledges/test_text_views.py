"""The pages of a pledge's text: the right person, the wrong one, the refused one."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from foundation import clock
from foundation.jobs.models import Job
from members.models import Role
from pledges import actions, next_steps, queries, tasks, waiting
from pledges.content import Content, TaskText
from pledges.models import Answer, Comment, Part, Pledge, PledgeState
from pledges.regulations.text import LONGEST_TEXT
from tests import factories as make
from tests import signing
from tests.budget import MOST_QUERIES, assert_same_queries, queries_of
from tests.clock import on
from tests.conftest import TODAY

LATER = dt.date(make.YEAR, 7, 1)


@pytest.fixture
def as_(client, cast):
    """Become one of the cast."""

    def sign_in(name):
        client.force_login(cast[name])
        return client

    return sign_in


@pytest.fixture
def asked(today, world, cast):
    """The pledge is with the boards."""
    actions.consult_boards(world.pledge, answers_due_on=LATER, by=cast["secretary"])
    return world.pledge


def url(name, *args):
    return reverse(f"pledges:{name}", args=args)


def typed(pledge, **changes):
    """What a browser sends from the form of the text as it stands."""
    content = Content.of_pledge(pledge)
    sent = {
        "grounds": content.grounds,
        "targets": content.targets,
        "responsibilities": content.responsibilities,
        "place": content.place,
        "signed_on": content.signed_on.strftime("%d/%m/%Y") if content.signed_on else "",
        "seen_edition": pledge.edition,
        "base": "",
        "order": "",
        "task_key": [task.key for task in content.tasks],
        "task_text": [task.text for task in content.tasks],
    }
    return sent | changes


def step_labels(pledge, account):
    shown = queries.pledges_shown_to(account).get(pk=pledge.pk)
    return [str(step.label) for step in next_steps.of_pledge(shown, account)]


def titles(account):
    account.forget_posts()
    return [str(thing.title) for thing in waiting.waiting_for(account)]


# who sees what

PAGES = ["pledge", "consultation", "versions", "history"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("part", ["writer", "leader", "clerk", "secretary", "chief", "reviewer"])
def test_everybody_of_the_bloc_and_its_ministry_sees_the_pages(as_, asked, name, part):
    assert as_(part).get(url(name, asked.pk)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("part", ["outsider", "administrator"])
def test_nobody_sees_another_blocs_drafts(as_, asked, name, part):
    assert as_(part).get(url(name, asked.pk)).status_code == 404
    assertNotContains(as_(part).get(url("pledges")), asked.get_absolute_url())


def test_pledges_visible_to_agrees_with_view_pledge(asked, cast):
    for account in cast.values():
        sees = queries.pledges_visible_to(account).filter(pk=asked.pk).exists()
        assert account.has_perm("pledges.view_pledge", asked) is sees


ASKING = ["edit_pledge", "consult_boards", "issue_pledge", "close_pledge", "withdraw_pledge"]


@pytest.mark.parametrize("name", ASKING)
@pytest.mark.parametrize("part", ["writer", "leader", "deputy", "reviewer", "secretary", "chief"])
def test_a_verbs_page_is_for_whoever_may_do_it(as_, asked, cast, name, part):
    allowed = cast[part].has_perm(f"pledges.{name}", asked)

    assert as_(part).get(url(name, asked.pk)).status_code == (200 if allowed else 403)


@pytest.mark.parametrize("name", ["remind_boards", "redraw_pledge"])
def test_a_button_is_for_whoever_may_press_it(as_, asked, cast, name):
    assert as_("leader").post(url(name, asked.pk)).status_code == 403
    assert as_("outsider").post(url(name, asked.pk)).status_code == 404


# the list


def test_the_list_is_narrowed_by_year_and_state(as_, today, world, cast):
    other = make.PledgeFactory(
        campaign=make.CampaignFactory(bloc=world.bloc, year=make.YEAR + 1), changed_by=cast["chief"]
    )
    client = as_("leader")

    assertContains(client.get(url("pledges")), other.get_absolute_url())
    assertNotContains(
        client.get(url("pledges"), {"year": make.YEAR}), f'href="{other.get_absolute_url()}"'
    )
    assertContains(client.get(url("pledges"), {"state": "sealed"}), "No such pledge")
    assertContains(client.get(url("pledges"), {"year": "abc"}), other.get_absolute_url())


def test_the_list_is_empty_with_a_word_of_why(as_, today, world):
    world.pledge.tasks.all().delete()
    world.pledge.delete()

    assertContains(as_("leader").get(url("pledges")), "No pledge yet")


# draft_pledge


def test_draft_pledge_leads_to_the_form(as_, today, world, cast):
    campaign = make.CampaignFactory(bloc=world.bloc, year=make.YEAR + 1)

    response = as_("secretary").post(
        url("draft_pledge", campaign.pk), {"start_from": world.pledge.pk}
    )

    pledge = Pledge.objects.get(campaign=campaign)
    assertRedirects(response, url("edit_pledge", pledge.pk))
    assert pledge.tasks.count() == 3


def test_draft_pledge_twice_says_why_not(as_, today, world):
    response = as_("secretary").post(url("draft_pledge", world.campaign.pk), {"start_from": ""})

    assertContains(response, "has been begun already")


def test_draft_pledge_is_for_the_books_keepers(as_, today, world):
    campaign = make.CampaignFactory(bloc=world.bloc, year=make.YEAR + 1)

    assert as_("leader").get(url("draft_pledge", campaign.pk)).status_code == 403
    assert as_("outsider").get(url("draft_pledge", campaign.pk)).status_code == 404


# edit_pledge


def test_edit_pledge_saves_the_whole_text(as_, today, world):
    pledge = world.pledge
    sent = typed(pledge, targets="Chỉ tiêu mới", place="Huế", signed_on="05/02/2026")
    sent["task_text"][0] = "Nội dung đã sửa\r\nhai dòng"

    response = as_("secretary").post(url("edit_pledge", pledge.pk), sent)

    assertRedirects(response, pledge.get_absolute_url())
    pledge.refresh_from_db()
    content = Content.of_pledge(pledge)
    assert (content.targets, content.place) == ("Chỉ tiêu mới", "Huế")
    assert content.signed_on == dt.date(2026, 2, 5)
    assert content.tasks[0] == TaskText("Nội dung đã sửa\nhai dòng", str(world.tasks[0].key))
    assert pledge.edition == 2


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        ({"move": "up:1"}, "213"),
        ({"move": "down:1"}, "132"),
        ({"move": "up:0"}, "123"),
        ({"move": "down:2"}, "123"),
        ({"move": "remove:1"}, "13"),
        ({"move": "up:9"}, "123"),
        ({"move": "up:x"}, "123"),
        ({"order": "2,0,1"}, "123"),  # a drag has moved the fields before they were sent
    ],
)
def test_edit_pledge_moves_tasks_and_keeps_what_was_typed(as_, today, world, move, expected):
    pledge = world.pledge
    sent = typed(pledge, targets="Đang gõ dở", signed_on="32/13", **move)
    sent["task_text"] = ["Nội dung 1", "Nội dung 2", "Nội dung 3"]

    response = as_("secretary").post(url("edit_pledge", pledge.pk), sent)

    assert "".join(row.text[-1] for row in response.context["rows"]) == expected
    assertContains(response, "Đang gõ dở")
    assertContains(response, "32/13")
    pledge.refresh_from_db()
    assert pledge.edition == 1


def test_edit_pledge_adds_an_empty_task_and_puts_the_cursor_there(as_, today, world):
    sent = typed(world.pledge, move="add")

    rows = as_("secretary").post(url("edit_pledge", world.pledge.pk), sent).context["rows"]

    assert (len(rows), rows[-1].text, rows[-1].has_focus) == (4, "", True)


def test_edit_pledge_leaves_out_tasks_that_say_nothing(as_, today, world):
    sent = typed(world.pledge)
    sent["task_text"] += ["Nội dung mới", "  "]
    sent["task_key"] += ["", ""]

    as_("secretary").post(url("edit_pledge", world.pledge.pk), sent)

    assert [task.text for task in world.pledge.tasks.all()][3:] == ["Nội dung mới"]


@pytest.mark.parametrize("key", ["", "no-key", "same"])
def test_edit_pledge_gives_a_task_without_a_key_of_its_own_a_new_one(as_, today, world, key):
    sent = typed(world.pledge)
    first = sent["task_key"][0]
    sent["task_key"][1] = first if key == "same" else key

    as_("secretary").post(url("edit_pledge", world.pledge.pk), sent)

    keys = [str(task.key) for task in world.pledge.tasks.all()]
    assert keys[0] == first
    assert len(set(keys)) == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"signed_on": "31/02/2026"}, "Enter a valid date"),
        ({"place": "a" * 101}, "at most 100 characters"),
        ({"targets": "a" * 4001}, "at most 4000 characters"),
        ({"task_text": ["a" * 4001, "b", "c"]}, "at most 4000 characters"),
        ({"task_text": ["a\x00", "b", "c"]}, "Null characters are not allowed"),
        ({"grounds": "a\x00"}, "Null characters are not allowed"),
        ({"seen_edition": "x"}, "Enter a whole number"),
    ],
)
def test_edit_pledge_says_beside_the_field_what_is_wrong(as_, today, world, changes, said):
    response = as_("secretary").post(
        url("edit_pledge", world.pledge.pk), typed(world.pledge, **changes)
    )

    assertContains(response, said)
    world.pledge.refresh_from_db()
    assert world.pledge.edition == 1


def test_edit_pledge_refuses_too_many_tasks_and_keeps_them(as_, today, world):
    sent = typed(world.pledge)
    sent["task_text"] += [f"Nội dung {n}" for n in range(58)]
    sent["task_key"] += [""] * 58

    response = as_("secretary").post(url("edit_pledge", world.pledge.pk), sent)

    assertContains(response, "at most 60 tasks")
    assert len(response.context["rows"]) == 61


def test_edit_pledge_writes_vietnamese_in_one_spelling(as_, today, world):
    sent = typed(world.pledge, place="Hu\u00ea\u0301")
    sent["task_text"][0] = "tie\u0302\u0301n"

    as_("secretary").post(url("edit_pledge", world.pledge.pk), sent)

    world.pledge.refresh_from_db()
    assert (world.pledge.place, world.pledge.tasks.first().text) == ("Huế", "tiến")


@pytest.fixture
def stale(as_, today, world, cast):
    """The secretary has the form open; the chief has saved meanwhile."""
    pledge = world.pledge
    page = as_("secretary").get(url("edit_pledge", pledge.pk))
    sent = typed(pledge, base=page.context["form"]["base"].value())
    content = Content.of_pledge(pledge)
    theirs = Content(**{**vars(content), "place": "Huế", "targets": "Chỉ tiêu của họ"})
    actions.edit_pledge(pledge, theirs, seen_edition=1, by=cast["chief"])
    sent["targets"] = "Chỉ tiêu của tôi"
    sent["task_text"][0] = "Nội dung của tôi"
    return sent


def test_a_stale_edit_shows_both_versions(as_, world, stale):
    response = as_("secretary").post(url("edit_pledge", world.pledge.pk), stale)

    assertContains(response, "chief has changed the text meanwhile")
    found = {clash.part: clash.proposed for clash in response.context["clashes"]}
    key = str(world.tasks[0].key)
    assert found == {key: "mine", "targets": "mine", "place": "theirs"}
    assertContains(response, "changed by both", count=1)
    assert response.context["rows"][0].text == "Nội dung của tôi"
    world.pledge.refresh_from_db()
    assert world.pledge.targets == "Chỉ tiêu của họ"


def test_a_stale_edit_is_joined_part_by_part_and_then_saved(as_, world, stale):
    client, address = as_("secretary"), url("edit_pledge", world.pledge.pk)
    form = client.post(address, stale).context["form"]
    key = str(world.tasks[0].key)
    again = {**stale, "seen_edition": form["seen_edition"].value(), "join": "yes"}
    choices = {"choice-place": "theirs", "choice-targets": "mine", f"choice-{key}": "mine"}

    joined = client.post(address, again | choices)

    assert joined.context["form"]["place"].value() == "Huế"
    world.pledge.refresh_from_db()
    assert world.pledge.edition == 2  # joined, not saved
    again.pop("join")
    assertRedirects(client.post(address, again | {"place": "Huế"}), world.pledge.get_absolute_url())
    world.pledge.refresh_from_db()
    assert (world.pledge.place, world.pledge.targets) == ("Huế", "Chỉ tiêu của tôi")


@pytest.mark.parametrize("part", ["task_text", "grounds"])
def test_a_stale_edit_that_is_too_long_tells_both(as_, world, stale, part):
    longer = "x" * (LONGEST_TEXT + 1)
    sent = {**stale, part: [longer, *stale[part][1:]] if part == "task_text" else longer}

    response = as_("secretary").post(url("edit_pledge", world.pledge.pk), sent)

    assertContains(response, f"at most {LONGEST_TEXT} characters")
    assertContains(response, "chief has changed the text meanwhile")
    clashing = {clash.part for clash in response.context["clashes"]}
    assert {"targets", "place"} <= clashing
    assert (part == "grounds") == ("grounds" in clashing)
    assertContains(response, longer)
    seen = response.context["form"]["seen_edition"].value()
    assert str(seen) == "1"  # so the next save asks again


def test_edit_pledge_after_the_issue_says_why_not(as_, asked, cast):
    actions.issue_pledge(asked, despite=True, by=cast["chief"])

    response = as_("secretary").post(url("edit_pledge", asked.pk), typed(asked, place="Huế"))

    assertContains(response, "The text has been issued")


# consult_boards, remind_boards


def test_consult_boards_asks_and_leads_to_the_answers(as_, today, world):
    sent = {"answers_due_on": "01/07/2026", "note": "Lần đầu"}

    response = as_("secretary").post(url("consult_boards", world.pledge.pk), sent)

    assertRedirects(response, url("consultation", world.pledge.pk))
    version = world.pledge.versions.get()
    assert (version.note, world.pledge.state) == ("Lần đầu", "draft")
    world.pledge.refresh_from_db()
    assert (world.pledge.state, world.pledge.answers_due_on) == (PledgeState.CONSULTATION, LATER)


def test_consult_boards_says_why_not(as_, today, world):
    response = as_("secretary").post(
        url("consult_boards", world.pledge.pk), {"answers_due_on": "14/06/2026", "note": "Gửi"}
    )

    assertContains(response, "has passed")
    assertContains(response, "14/06/2026")


def test_remind_boards_once_a_day(as_, asked):
    client = as_("secretary")

    first = client.post(url("remind_boards", asked.pk), follow=True)
    second = client.post(url("remind_boards", asked.pk), follow=True)

    assertContains(first, "have been reminded.")
    assertContains(second, "have been reminded today already")


# consultation: the board's sheet


def test_the_sheet_is_ticked_where_the_boards_word_is_missing(as_, asked, world, cast):
    answer = Answer(asked, world.board)
    actions.comment_on_pledge(answer, part=Part.TARGETS, text="Cao quá", by=cast["writer"])
    actions.agree_to_pledge(
        answer, seen={Part.GROUNDS: queries.parts_to_agree(answer)[Part.GROUNDS]}, by=cast["leader"]
    )

    response = as_("leader").get(url("consultation", asked.pk))

    states = {part.name: part.state for part in response.context["sheet"].parts}
    assert states == {
        "Legal grounds": "agreed",
        "Task 1": "missing",
        "Task 2": "missing",
        "Task 3": "missing",
        "Common targets": "raised",
        "Responsibilities": "missing",
    }
    assertContains(response, 'name="part"', count=5)
    assertContains(response, "Agree to what is ticked")


def test_a_comment_that_waits_for_an_answer_is_said_before_a_consent(as_, asked, world, cast):
    answer = Answer(asked, world.board)
    actions.agree_to_pledge(answer, by=cast["leader"])
    actions.comment_on_pledge(answer, part=Part.TARGETS, text="Cao quá", by=cast["leader"])

    context = as_("leader").get(url("consultation", asked.pk)).context

    row = next(row for row in context["matrix"].rows if row.board == world.board)
    assert (row.state, row.cells.count("raised"), row.agrees) == ("raised", 1, False)
    assert context["sheet"].open_parts == []  # it has agreed: nothing is left to be ticked


def test_the_sheet_marks_what_changed_since_the_board_agreed(as_, asked, world, cast):
    actions.agree_to_pledge(Answer(asked, world.board), by=cast["leader"])
    content = Content.of_pledge(asked)
    mine = Content(**{**vars(content), "targets": f"{asked.targets} Thêm."})
    actions.edit_pledge(asked, mine, seen_edition=1, by=cast["secretary"])

    response = as_("leader").get(url("consultation", asked.pk))

    assertContains(response, '<ins class="words">Thêm.</ins>', html=True)
    assertContains(response, "changed since you agreed", count=1)


def test_a_comment_on_words_that_have_changed_is_no_answer_any_more(as_, asked, world, cast):
    answer = Answer(asked, world.board)
    actions.comment_on_pledge(answer, part=Part.TARGETS, text="Cao quá", by=cast["writer"])
    content = Content.of_pledge(asked)
    mine = Content(**{**vars(content), "targets": "Đã giảm"})
    actions.edit_pledge(asked, mine, seen_edition=1, by=cast["secretary"])

    sheet = as_("leader").get(url("consultation", asked.pk)).context["sheet"]

    assert [part.state for part in sheet.parts if part.key == Part.TARGETS] == ["missing"]


def test_the_sheet_is_open_again_after_a_withdrawal(as_, asked, world, cast):
    actions.agree_to_pledge(Answer(asked, world.board), by=cast["leader"])
    actions.issue_pledge(asked, despite=True, by=cast["chief"])
    actions.withdraw_pledge(asked, reason="Sai ngày", by=cast["chief"])
    actions.consult_boards(asked, by=cast["secretary"])

    sheet = as_("leader").get(url("consultation", asked.pk)).context["sheet"]

    assert {part.state for part in sheet.parts} == {"missing"}
    assert not any(part.is_changed for part in sheet.parts)


def test_an_officer_comments_but_does_not_agree(as_, asked):
    response = as_("writer").get(url("consultation", asked.pk))

    assertNotContains(response, 'name="part"')
    assertContains(response, "your board's leader agrees")


def test_agree_to_pledge_by_ticks(as_, asked, world):
    answer = Answer(asked, world.board)
    ticks = [f"{part}:{sha}" for part, sha in queries.parts_to_agree(answer).items()][:2]

    response = as_("leader").post(
        url("agree_to_pledge", asked.pk, world.board.pk), {"part": ticks}, follow=True
    )

    assertContains(response, "Your board has agreed to 2 parts.")
    assert len(queries.parts_to_agree(answer)) == 4


def test_agree_to_pledge_says_that_the_text_has_changed(as_, asked, world):
    response = as_("leader").post(
        url("agree_to_pledge", asked.pk, world.board.pk), {"part": ["targets:000"]}, follow=True
    )

    assertContains(response, "has been changed or removed")
    assert not asked.consents.exists()


@pytest.mark.parametrize(
    ("part", "status"), [("writer", 403), ("deputy", 403), ("secretary", 403), ("outsider", 404)]
)
def test_agree_to_pledge_is_for_the_boards_leader(as_, asked, world, part, status):
    response = as_(part).post(url("agree_to_pledge", asked.pk, world.board.pk), {"part": []})

    assert response.status_code == status


def test_comment_on_pledge_is_sent_from_the_sheet(as_, asked, world):
    address = url("comment_on_pledge", asked.pk, world.board.pk, Part.TARGETS)

    response = as_("writer").post(address, {"text": "Cao quá"})

    assert response.url.endswith(f"?board={world.board.pk}#part-targets")
    assert Comment.objects.get().text == "Cao quá"


def test_comment_on_pledge_keeps_what_was_typed_when_refused(as_, asked, world, cast):
    actions.issue_pledge(asked, despite=True, by=cast["chief"])
    address = url("comment_on_pledge", asked.pk, world.board.pk, Part.TARGETS)

    response = as_("writer").post(address, {"text": "Cao quá"})

    assertContains(response, "are not being consulted")
    assertContains(response, "Cao quá")


def test_comment_on_pledge_on_a_part_that_is_gone_is_not_found(as_, asked, world):
    address = url("comment_on_pledge", asked.pk, world.board.pk, "gone")

    assert as_("writer").get(address).status_code == 404


def test_comment_on_pledge_is_for_the_boards_people(as_, asked, world):
    address = url("comment_on_pledge", asked.pk, world.board.pk, Part.TARGETS)

    assert as_("deputy").get(address).status_code == 403
    assert as_("outsider").get(address).status_code == 404


def test_answer_comment_is_for_the_books_keepers(as_, asked, world, cast):
    comment = actions.comment_on_pledge(
        Answer(asked, world.board), part=Part.TARGETS, text="Cao quá", by=cast["writer"]
    )
    address = url("answer_comment", comment.pk)

    assert as_("leader").get(address).status_code == 403
    assert as_("outsider").get(address).status_code == 404
    assertContains(as_("secretary").get(address), "Cao quá")
    assertContains(as_("secretary").post(address, {"text": " "}), "This field is required")
    assertRedirects(
        as_("secretary").post(address, {"text": "Đã giảm."}),
        f"{asked.get_consultation_url()}#comments",
        fetch_redirect_response=False,
    )


@pytest.fixture
def comment(asked, world, cast):
    """What the plain board's officer says of a part."""
    answer = Answer(asked, world.board)
    return actions.comment_on_pledge(answer, part=Part.TARGETS, text="Cao quá", by=cast["writer"])


def test_withdraw_comment_from_the_sheet(as_, asked, world, comment):
    client, address = as_("clerk"), url("withdraw_comment", comment.pk)
    assertContains(client.get(asked.get_consultation_url()), f'action="{address}"')

    response = client.post(address)

    assert response.url.endswith(f"?board={world.board.pk}#part-targets")
    page = client.get(response.url)
    assertContains(page, "The comment has been withdrawn; it stays, struck out.")
    assertContains(page, '<del class="words">Cao quá</del>', html=True)
    assertNotContains(page, f'action="{address}"')
    assert {part.state for part in page.context["sheet"].parts} == {"missing"}


def test_withdraw_comment_says_why_not(as_, comment, cast):
    actions.answer_comment(comment, text="Đã giảm.", by=cast["secretary"])

    response = as_("writer").post(url("withdraw_comment", comment.pk), follow=True)

    assertContains(response, "The comment has been answered already.")


@pytest.mark.parametrize(
    ("part", "status"), [("deputy", 403), ("secretary", 403), ("reviewer", 403), ("outsider", 404)]
)
def test_withdraw_comment_is_for_the_boards_people(as_, comment, part, status):
    assert as_(part).post(url("withdraw_comment", comment.pk)).status_code == status
    comment.refresh_from_db()
    assert comment.is_open


@pytest.mark.parametrize("part", ["deputy", "secretary", "reviewer"])
def test_nobody_is_offered_to_withdraw_another_boards_comment(as_, asked, comment, part):
    page = as_(part).get(asked.get_consultation_url())

    assertContains(page, "Cao quá")
    assertNotContains(page, url("withdraw_comment", comment.pk))


def test_a_withdrawn_comment_wants_no_answer(as_, asked, comment, cast):
    client, address = as_("secretary"), url("answer_comment", comment.pk)
    assertContains(client.get(asked.get_consultation_url()), address)
    assert "Answer 1 comment" in titles(cast["secretary"])

    actions.withdraw_comment(comment, by=cast["writer"])

    page = client.get(asked.get_consultation_url())
    assertNotContains(page, address)
    assertNotContains(page, "opinion-open")
    assertContains(page, '<del class="words">Cao quá</del>', html=True)
    assertContains(page, "<b>withdrawn</b> <small>writer, ", count=1)
    assert "Answer 1 comment" not in titles(cast["secretary"])
    assert titles(cast["writer"]) == ["Comment: Emulation pledge of 2026"]
    assertContains(client.post(address, {"text": "Muộn"}), "The comment has been withdrawn.")


def test_open_comments_stand_before_withdrawn_ones(as_, asked, comment, world, cast):
    actions.withdraw_comment(comment, by=cast["writer"])
    answer = Answer(asked, world.deputy)
    actions.comment_on_pledge(answer, part=Part.TARGETS, text="Xin giảm", by=cast["deputy"])

    comments = as_("reviewer").get(asked.get_consultation_url()).context["comments"]

    assert [each.text for each in comments] == ["Xin giảm", "Cao quá"]


def test_who_serves_two_boards_answers_for_either(as_, asked, world, cast):
    make.PostFactory(account=cast["leader"], board=world.deputy, role=Role.LEADER)

    response = as_("leader").get(url("consultation", asked.pk), {"board": world.deputy.pk})

    assert response.context["sheet"].answer.board == world.deputy
    assertContains(response, f'href="?board={world.board.pk}"')


# consultation: the matrix


def test_the_matrix_counts_and_filters(as_, asked, world, cast):
    actions.agree_to_pledge(Answer(asked, world.board), by=cast["leader"])

    page = as_("secretary").get(url("consultation", asked.pk))
    missing = as_("secretary").get(url("consultation", asked.pk), {"missing": ""})

    matrix = page.context["matrix"]
    assert (matrix.missing, matrix.agreed, len(matrix.shown)) == (2, 1, 3)
    assert [row.board for row in missing.context["matrix"].shown] == [world.chief, world.deputy]
    assertContains(page, "Remind them")
    assertNotContains(as_("leader").get(url("consultation", asked.pk)), "Remind them")


def test_the_matrix_names_the_parts_by_number(as_, asked):
    heads = as_("secretary").get(url("consultation", asked.pk)).context["matrix"].heads

    assert [str(head) for head, _name in heads] == ["Gr.", "1", "2", "3", "Ta.", "Re."]


# versions


def test_versions_are_compared_with_each_other_and_with_the_text_under_hand(as_, asked, cast):
    content = Content.of_pledge(asked)
    mine = Content(**{**vars(content), "targets": "Hoàn thành vượt mức kế hoạch quý."})
    actions.edit_pledge(asked, mine, seen_edition=1, by=cast["secretary"])
    actions.consult_boards(asked, by=cast["secretary"])
    client, address = as_("leader"), url("compare_versions", asked.pk)

    two = client.get(address, {"before": 1, "after": 2})
    now = client.get(address, {"before": 1, "after": 0})

    assertContains(two, '<del class="words">năm.</del>', html=True)
    assertContains(two, '<ins class="words">quý.</ins>', html=True)
    assertContains(now, "The text under hand")
    assert [row.key for row in now.context["rows"] if row.is_changed] == [Part.TARGETS]


@pytest.mark.parametrize("query", [{}, {"before": "x", "after": "1"}, {"before": 1, "after": 99}])
def test_versions_that_are_not_there_lead_back_to_the_list(as_, asked, query):
    response = as_("leader").get(url("compare_versions", asked.pk), query, follow=True)

    assertRedirects(response, url("versions", asked.pk))
    assertContains(response, "Choose two texts of this pledge to compare.")
    assertContains(response, "There is one version so far")


def test_two_texts_that_are_the_same_are_said_to_be(as_, asked):
    same, other = {"before": 1, "after": 1}, {"before": 1, "after": 0}
    client, address = as_("leader"), url("compare_versions", asked.pk)

    assertContains(client.get(address, same), "The two texts are the same.")
    asked.place = "Huế"
    asked.save(update_fields=["place"])
    assertNotContains(client.get(address, other), "The two texts are the same.")


def test_a_version_reads_as_its_paper(as_, asked):
    assertContains(as_("leader").get(url("version", asked.pk, 1)), "BẢN GIAO ƯỚC THI ĐUA NĂM 2026")
    assert as_("leader").get(url("version", asked.pk, 9)).status_code == 404


def test_the_history_says_who_did_what(as_, asked):
    assertContains(
        as_("reviewer").get(url("history", asked.pk)), "secretary sent version 1 to the boards"
    )


# issue, drawing, close, withdraw


def test_issue_pledge_names_the_boards_and_wants_a_tick(as_, asked, world):
    client, address = as_("chief"), url("issue_pledge", asked.pk)

    assertContains(client.get(address), str(world.board))
    assertContains(client.post(address, {"submit": ""}), "Not every board has agreed")
    assertRedirects(client.post(address, {"despite": "on"}), asked.get_absolute_url())

    asked.refresh_from_db()
    assert asked.state == PledgeState.DRAWING


def test_the_page_follows_the_drawing(as_, asked, cast):
    actions.issue_pledge(asked, despite=True, by=cast["chief"])
    client = as_("leader")

    assertContains(client.get(asked.get_absolute_url()), "The paper waits to be drawn")
    Job.objects.filter(task=queries.DRAWING_TASK).update(claimed_at=clock.now())
    assertContains(client.get(url("drawing", asked.pk)), "The paper is being drawn")
    Job.objects.filter(task=queries.DRAWING_TASK).update(failed_at=clock.now())
    failed = client.get(url("drawing", asked.pk))
    assertContains(failed, "could not be drawn")
    assertNotContains(failed, "hx-get")
    assertNotContains(failed, "Draw it once more")
    tasks.draw_pledge(asked.pk)
    assert client.get(url("drawing", asked.pk)).headers["HX-Refresh"] == "true"


def test_redraw_pledge_from_the_page(as_, asked, cast):
    actions.issue_pledge(asked, despite=True, by=cast["chief"])
    client = as_("chief")
    going_on = client.post(url("redraw_pledge", asked.pk), follow=True)
    Job.objects.filter(task=queries.DRAWING_TASK).update(failed_at=clock.now())
    assertContains(client.get(asked.get_absolute_url()), "Draw it once more")

    client.post(url("redraw_pledge", asked.pk))

    assertContains(going_on, "Wait until that has succeeded or failed")
    assert queries.drawing_of(Pledge.objects.get(pk=asked.pk)).failed_at is None


def test_close_pledge_lists_who_is_missing(as_, today, world, cast):
    places = signing.open_for_signature(world.pledge, [world.chief, world.board])
    client, address = as_("chief"), url("close_pledge", world.pledge.pk)

    assertContains(client.get(address), places[1].party.name)
    assertContains(client.post(address, {"reason": " "}), "This field is required")
    assertRedirects(client.post(address, {"reason": "Hết hạn"}), world.pledge.get_absolute_url())
    assertContains(client.post(address, {"reason": "Lần nữa"}), "is not open for signature")


def test_withdraw_pledge_from_the_page(as_, today, world):
    signing.open_for_signature(world.pledge, [world.chief, world.board])
    client, address = as_("chief"), url("withdraw_pledge", world.pledge.pk)

    assertRedirects(client.post(address, {"reason": "Sai"}), world.pledge.get_absolute_url())
    assertContains(client.post(address, {"reason": "Lần nữa"}), "has not been issued")


# what is to be done next


def test_next_steps_follow_the_state(asked, world, cast):
    assert step_labels(asked, cast["leader"]) == ["Agree or comment"]
    assert step_labels(asked, cast["writer"]) == ["Comment"]
    assert step_labels(asked, cast["secretary"]) == ["Comment", "Ask again", "Edit the text"]
    assert step_labels(asked, cast["reviewer"]) == []
    for name, board in (("leader", world.board), ("deputy", world.deputy), ("chief", world.chief)):
        actions.agree_to_pledge(Answer(asked, board), by=cast[name])
    assert step_labels(asked, cast["leader"]) == []
    assert step_labels(asked, cast["chief"])[0] == "Issue the pledge"


def test_next_steps_after_a_change_send_it_to_the_boards_once(asked, cast):
    content = Content.of_pledge(asked)
    mine = Content(**{**vars(content), "targets": "Khác"})
    actions.edit_pledge(asked, mine, seen_edition=1, by=cast["secretary"])
    assert "Send the changes to the boards" in step_labels(asked, cast["secretary"])

    actions.consult_boards(asked, by=cast["secretary"])

    assert "Ask again" in step_labels(asked, cast["secretary"])


def test_next_steps_tell_why_not_yet(today, world, cast):
    world.pledge.tasks.all().delete()
    shown = queries.pledges_shown_to(cast["secretary"]).get(pk=world.pledge.pk)

    write, send = next_steps.of_pledge(shown, cast["secretary"])

    assert (write.is_wanted, write.refusal) == (True, "")
    assert send.refusal == "Before the boards are asked the pledge needs at least one task."


def test_what_waits_disappears_when_it_is_done(asked, world, cast):
    answer = Answer(asked, world.board)
    assert titles(cast["leader"]) == ["Agree or comment: Emulation pledge of 2026"]
    assert titles(cast["writer"]) == ["Comment: Emulation pledge of 2026"]

    comment = actions.comment_on_pledge(answer, part=Part.TARGETS, text="?", by=cast["writer"])
    assert titles(cast["writer"]) == []
    assert "Answer 1 comment" in titles(cast["secretary"])

    actions.answer_comment(comment, text="Đã xem.", by=cast["secretary"])
    actions.agree_to_pledge(answer, by=cast["leader"])
    assert titles(cast["leader"]) == []
    assert "Answer 1 comment" not in titles(cast["secretary"])


def test_the_chief_is_told_when_all_have_agreed_and_when_the_drawing_failed(asked, world, cast):
    for name, board in (("leader", world.board), ("deputy", world.deputy), ("chief", world.chief)):
        actions.agree_to_pledge(Answer(asked, board), by=cast[name])
    assert titles(cast["chief"]) == ["All boards have agreed, issue it: Emulation pledge of 2026"]

    actions.issue_pledge(asked, by=cast["chief"])
    assert titles(cast["chief"]) == []

    Job.objects.filter(task=queries.DRAWING_TASK).update(failed_at=clock.now())
    assert titles(cast["chief"]) == ["The paper could not be drawn: Emulation pledge of 2026"]


def test_a_year_without_a_pledge_waits_for_its_books_keepers(today, world, cast):
    make.CampaignFactory(bloc=world.bloc, year=make.YEAR + 1)

    assert "Draft the pledge of 2027" in titles(cast["secretary"])
    assert "Draft the pledge of 2027" not in titles(cast["leader"])

    with on(TODAY.replace(year=make.YEAR + 2)):  # it is over, and nobody will write it any more
        assert "Draft the pledge of 2027" not in titles(cast["secretary"])


# how many queries


@pytest.fixture
def another_board(world, cast):
    """One more board with a leader, that has agreed and commented if the boards are asked."""

    def add():
        board = make.SeatFactory(bloc=world.bloc).board
        leader = make.AccountFactory()
        make.PostFactory(account=leader, board=board, role=Role.LEADER)
        world.pledge.refresh_from_db()
        if world.pledge.state == PledgeState.CONSULTATION:
            answer = Answer(world.pledge, board)
            actions.comment_on_pledge(answer, part=Part.TARGETS, text="Ý kiến", by=leader)
            actions.agree_to_pledge(answer, by=leader)

    return add


@pytest.mark.parametrize("part", ["leader", "secretary", "chief", "reviewer"])
@pytest.mark.parametrize("name", ["pledge", "consultation"])
def test_pages_of_a_consultation_cost_the_same_for_any_number_of_boards(
    as_, asked, another_board, name, part
):
    assert_same_queries(as_(part), url(name, asked.pk), another_board)


@pytest.mark.parametrize("part", ["leader", "secretary", "reviewer"])
def test_withdrawn_comments_cost_no_query(as_, asked, world, part):
    def one_more():
        person = make.AccountFactory()
        make.PostFactory(account=person, board=world.board, role=Role.WRITER)
        answer = Answer(asked, world.board)
        comment = actions.comment_on_pledge(answer, part=Part.TARGETS, text="Ý kiến", by=person)
        actions.withdraw_comment(comment, by=person)

    assert_same_queries(as_(part), url("consultation", asked.pk), one_more)


def test_the_page_of_the_issue_costs_the_same_for_any_number_of_boards(as_, asked, another_board):
    assert_same_queries(as_("chief"), url("issue_pledge", asked.pk), another_board)


@pytest.mark.parametrize("part", ["leader", "secretary", "chief", "reviewer"])
def test_the_page_of_a_signing_costs_the_same_for_any_number_of_boards(as_, today, world, part):
    boards = [world.board, *(make.SeatFactory(bloc=world.bloc).board for _ in range(15))]
    counts = []
    for count in (1, 3, 16):
        year = make.YEAR + count
        make.TermFactory(bloc=world.bloc, board=world.chief, year=year)
        pledge = make.PledgeFactory(campaign=make.CampaignFactory(bloc=world.bloc, year=year))
        make.TaskFactory(pledge=pledge)
        signing.open_for_signature(pledge, boards[:count], code=f"AB12-{count:04}")
        counts.append(queries_of(as_(part), pledge.get_absolute_url()))

    assert counts == [counts[0]] * 3
    assert counts[0] <= MOST_QUERIES


@pytest.mark.parametrize("name", ["versions", "compare_versions"])
def test_pages_of_versions_cost_the_same_for_any_number(as_, asked, cast, name):
    def one_more():
        asked.refresh_from_db()
        mine = Content(**{**vars(Content.of_pledge(asked)), "targets": f"Lần {asked.edition}"})
        actions.edit_pledge(asked, mine, seen_edition=asked.edition, by=cast["secretary"])
        actions.consult_boards(asked, by=cast["secretary"])

    address = url(name, asked.pk) + ("?before=1&after=2" if name == "compare_versions" else "")
    assert_same_queries(as_("leader"), address, one_more)


def test_the_list_costs_the_same_for_any_number_of_pledges(as_, today, world, cast):
    def one_more():
        year = world.bloc.campaigns.order_by("year").last().year + 1
        campaign = make.CampaignFactory(bloc=world.bloc, year=year)
        make.PledgeFactory(campaign=campaign, changed_by=cast["secretary"])

    assert_same_queries(as_("secretary"), url("pledges"), one_more)


@pytest.mark.parametrize("name", ["edit_pledge", "consult_boards"])
def test_forms_cost_the_same_for_any_number_of_tasks(as_, today, world, name):
    def one_more():
        last = world.pledge.tasks.last()
        make.TaskFactory(pledge=world.pledge, position=last.position + 1)

    assert_same_queries(as_("secretary"), url(name, world.pledge.pk), one_more)


@pytest.mark.parametrize("part", ["leader", "secretary", "chief", "reviewer"])
def test_what_waits_costs_the_same_for_any_number_of_years(today, world, cast, part):
    """Who is who to the bloc is asked once; each further year, asked, open or bare, is free."""
    counts = []
    for more in (1, 2, 13):
        for _ in range(more):
            year = world.bloc.campaigns.order_by("year").last().year + 1
            make.TermFactory(bloc=world.bloc, board=world.chief, year=year)
            campaign = make.CampaignFactory(bloc=world.bloc, year=year)
            pledge = make.PledgeFactory(campaign=campaign, changed_by=cast["secretary"])
            make.TaskFactory(pledge=pledge)
            actions.consult_boards(pledge, by=cast["secretary"])
        cast[part].forget_posts()
        with CaptureQueriesContext(connection) as asked:
            waiting.waiting_for(cast[part])
            queries.standings_for(cast[part])
        counts.append(len(asked))

    assert counts == [counts[0]] * 3
    assert counts[0] <= 8
