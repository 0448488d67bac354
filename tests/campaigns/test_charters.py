"""Regulation and plan of a year: drafted, written, discussed, adopted, replaced."""

import datetime as dt

import pytest
from django.core import mail
from django.db import ProgrammingError, transaction

from campaigns import actions
from campaigns.charter_text import CLAUSE, PART, WORDS, lines_of
from campaigns.models import (
    Charter,
    CharterAnswer,
    CharterState,
    PhaseKind,
    RegisteredPaper,
)
from campaigns.regulations import charters as refused
from campaigns.waiting import charters
from config.waiting import waiting_for
from foundation.audit.log import story
from foundation.audit.models import Event
from foundation.jobs import queue
from foundation.states import IllegalMove
from pledges.queries.pledges import years_at_home
from tests import factories as make
from tests.clock import on
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")

DAY = dt.timedelta(days=1)
WEEK = 7 * DAY


def drafted(world, cast, kind="regulation", **facts):
    return actions.draft_charter(world.campaign, kind=kind, **facts, by=cast["secretary"])


def asked(world, cast, kind="regulation", **facts):
    charter = drafted(world, cast, kind, **facts)
    actions.consult_on_charter(charter, comments_due_on=TODAY + WEEK, by=cast["secretary"])
    return charter


def adopted(world, cast, kind="regulation", **facts):
    charter = asked(world, cast, kind, **facts)
    actions.adopt_charter(charter, despite=True, by=cast["chief"])
    return charter


def opinion_of(charter, board, by, *, agrees=False, text="Đề nghị bỏ Điều 7."):
    return actions.answer_charter(CharterAnswer(charter, board), agrees=agrees, text=text, by=by)


def edited(charter, text, by, seen=None):
    seen = charter.edition if seen is None else seen
    actions.edit_charter(charter, text=text, seen_edition=seen, by=by)


def said(charter):
    return [each["text"] for each in story(Event.objects.about(charter).order_by("pk"))]


def sent(django_capture_on_commit_callbacks, act):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        act()
    return mail.outbox


# -- the text --------------------------------------------------------------------


def test_headings_and_articles_are_known_by_how_they_begin():
    text = "Chương I. CHUNG\n\n điều 1. Phạm vi\nÁp dụng cho Khối.\nII. NỘI DUNG\nĐiều này đúng."

    assert [line.kind for line in lines_of(text)] == [PART, CLAUSE, WORDS, PART, WORDS]


# -- draft_charter ---------------------------------------------------------------


def test_a_first_regulation_begins_with_the_usual_text(world, cast):
    charter = drafted(world, cast)

    assert world.bloc.name in charter.text
    assert any(line.is_clause for line in lines_of(charter.text))
    assert said(charter) == [f"secretary began the draft: operating regulation of {make.YEAR}"]


def test_a_plan_begins_with_the_tasks_and_the_calendar_of_its_year(world, cast):
    world.campaign.key_tasks = "- Thu hút đầu tư;\n- Chuyển đổi số."
    world.campaign.save()
    world.campaign.phases.all().delete()
    make.PhaseFactory(
        campaign=world.campaign, kind=PhaseKind.MIDYEAR, opens_on=TODAY, closes_on=TODAY + DAY
    )

    charter = drafted(world, cast, "plan")

    assert "1. Thu hút đầu tư\n2. Chuyển đổi số" in charter.text
    assert f"- Sơ kết 6 tháng: từ ngày {TODAY:%d/%m/%Y} đến ngày" in charter.text


def test_the_next_years_regulation_begins_with_the_one_in_force(world, cast):
    former = asked(world, cast)
    edited(former, "Điều 1. Chỉ một điều", cast["secretary"])
    actions.adopt_charter(former, despite=True, by=cast["chief"])
    following = make.CampaignFactory(bloc=world.bloc, year=make.YEAR + 1)

    charter = actions.draft_charter(following, kind="regulation", by=cast["secretary"])

    assert charter.text == "Điều 1. Chỉ một điều"


def test_draft_charter_refuses_a_second_draft(world, cast):
    drafted(world, cast)

    with pytest.raises(refused.CharterBegun):
        drafted(world, cast)
    drafted(world, cast, "plan")


def test_draft_charter_wants_a_reason_to_replace_one_of_the_year(world, cast):
    adopted(world, cast)

    with pytest.raises(refused.NewVersionReasonMissing):
        drafted(world, cast, reason=" ")
    assert drafted(world, cast, reason="Bộ đổi quy định").number == 2


# -- edit_charter ----------------------------------------------------------------


def test_edit_charter_keeps_the_words_and_says_who(world, cast):
    charter = drafted(world, cast)

    edited(charter, "Điều 1. Mới", cast["chief"])
    edited(charter, "Điều 1. Mới", cast["secretary"])

    assert (charter.text, charter.edition) == ("Điều 1. Mới", 2)
    assert charter.changed_by == cast["chief"]
    assert said(charter)[1:] == ["chief changed the text: operating regulation"]


def test_edit_charter_refuses_a_stale_text(world, cast):
    charter = drafted(world, cast)
    edited(charter, "Của người khác", cast["chief"])

    with pytest.raises(refused.StaleCharter, match="chief"):
        edited(charter, "Của tôi", cast["secretary"], seen=1)


def test_edit_charter_refuses_what_is_too_long(world, cast):
    with pytest.raises(refused.CharterTooLong):
        edited(drafted(world, cast), "x" * (refused.LONGEST_TEXT + 1), cast["secretary"])


def test_edit_charter_refuses_an_adopted_one(world, cast):
    with pytest.raises(refused.CharterClosed, match="adopted"):
        edited(adopted(world, cast), "Khác", cast["secretary"])


# -- consult_on_charter ----------------------------------------------------------


def test_consult_on_charter_tells_all_boards(world, cast, django_capture_on_commit_callbacks):
    charter = drafted(world, cast)
    due_on = TODAY + WEEK

    letters = sent(
        django_capture_on_commit_callbacks,
        lambda: actions.consult_on_charter(charter, comments_due_on=due_on, by=cast["secretary"]),
    )

    assert charter.state == CharterState.IN_COMMENT
    told = {address for letter in letters for address in letter.to}
    assert {cast["leader"].email, cast["deputy"].email} <= told
    assert cast["outsider"].email not in told
    assert f"{due_on:%d/%m/%Y}" in letters[0].body


def test_consult_on_charter_gives_more_time(world, cast):
    charter = asked(world, cast)

    actions.consult_on_charter(charter, comments_due_on=TODAY + 2 * WEEK, by=cast["secretary"])

    assert charter.comments_due_on == TODAY + 2 * WEEK


def test_consult_on_charter_refuses_an_empty_text_and_a_day_gone(world, cast):
    charter = drafted(world, cast)
    with pytest.raises(refused.LastDayPassed):
        actions.consult_on_charter(charter, comments_due_on=TODAY - DAY, by=cast["secretary"])
    edited(charter, "", cast["secretary"])
    with pytest.raises(refused.CharterEmpty):
        actions.consult_on_charter(charter, comments_due_on=TODAY, by=cast["secretary"])


def test_consult_on_charter_refuses_an_adopted_one(world, cast):
    with pytest.raises(refused.CharterClosed):
        actions.consult_on_charter(
            adopted(world, cast), comments_due_on=TODAY, by=cast["secretary"]
        )


# -- answer_charter, reply_to_opinion --------------------------------------------


def test_a_board_agrees_or_says_what_should_be_different(world, cast):
    charter = asked(world, cast)

    opinion_of(charter, world.board, cast["leader"])
    opinion_of(charter, world.board, cast["leader"], agrees=True, text="")

    assert [opinion.agrees for opinion in charter.opinions.all()] == [False, True]
    short = world.board.short_name
    assert said(charter)[2:] == [
        f"leader gave the opinion of {short} on the draft",
        f"leader agreed to the draft for {short}",
    ]


def test_answer_charter_refuses_before_the_boards_are_asked(world, cast):
    with pytest.raises(refused.BoardsNotAsked):
        opinion_of(drafted(world, cast), world.board, cast["leader"])


def test_answer_charter_refuses_after_adoption(world, cast):
    with pytest.raises(refused.CharterClosed):
        opinion_of(adopted(world, cast), world.board, cast["leader"])


def test_answer_charter_refuses_nothing_said_and_a_stranger(world, cast):
    charter = asked(world, cast)
    with pytest.raises(refused.OpinionEmpty):
        opinion_of(charter, world.board, cast["leader"], text=" ")
    with pytest.raises(refused.NoMemberBoard):
        opinion_of(charter, make.BoardFactory(), cast["outsider"])


def test_reply_to_opinion_tells_the_board(world, cast, django_capture_on_commit_callbacks):
    opinion = opinion_of(asked(world, cast), world.board, cast["leader"])

    letters = sent(
        django_capture_on_commit_callbacks,
        lambda: actions.reply_to_opinion(opinion, text="Đã bỏ.", by=cast["secretary"]),
    )

    opinion.refresh_from_db()
    assert (opinion.reply, opinion.replied_by) == ("Đã bỏ.", cast["secretary"])
    assert "Đã bỏ." in letters[-1].body
    with pytest.raises(refused.RepliedAlready):
        actions.reply_to_opinion(opinion, text="Lại", by=cast["secretary"])


def test_reply_to_opinion_refuses_no_words_and_a_closed_text(world, cast):
    charter = asked(world, cast)
    opinion = opinion_of(charter, world.board, cast["leader"])
    with pytest.raises(refused.ReplyMissing):
        actions.reply_to_opinion(opinion, text=" ", by=cast["secretary"])
    actions.adopt_charter(charter, despite=True, by=cast["chief"])
    opinion.refresh_from_db()
    with pytest.raises(refused.CharterClosed):
        actions.reply_to_opinion(opinion, text="Muộn", by=cast["secretary"])


# -- adopt_charter ---------------------------------------------------------------


def test_adopt_charter_takes_the_next_number_of_the_register(world, cast):
    charter = adopted(world, cast)
    plan = adopted(world, cast, "plan")

    assert (charter.paper.marked, plan.paper.marked) == ("01/QC-KTĐ", "02/KH-KTĐ")
    assert charter.content["number"] == "01/QC-KTĐ"
    assert world.bloc.name in charter.paper.subject
    assert said(charter)[-1] == "chief adopted the operating regulation, number 01/QC-KTĐ"


def test_an_adopted_charter_stays_as_it_is(world, cast):
    charter = adopted(world, cast)

    with pytest.raises(ProgrammingError), transaction.atomic():
        Charter.objects.filter(pk=charter.pk).update(text="Khác")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Charter.objects.filter(pk=charter.pk).delete()


def test_a_later_version_supersedes_the_one_before(world, cast):
    former = adopted(world, cast)

    later = adopted(world, cast, reason="Bộ đổi quy định")

    former.refresh_from_db()
    assert (former.state, later.state) == (CharterState.SUPERSEDED, CharterState.ADOPTED)


def test_adopt_charter_waits_for_the_boards(world, cast):
    charter = asked(world, cast)
    with pytest.raises(refused.OpinionsStillOpen):
        actions.adopt_charter(charter, by=cast["chief"])
    opinion_of(charter, world.board, cast["leader"])
    charter.refresh_from_db()
    with on(TODAY + WEEK + DAY), pytest.raises(refused.OpinionsUnanswered):
        actions.adopt_charter(charter, by=cast["chief"])


def test_adopt_charter_refuses_what_nobody_was_asked_about(world, cast):
    with pytest.raises(IllegalMove):
        actions.adopt_charter(drafted(world, cast), despite=True, by=cast["chief"])
    assert not RegisteredPaper.objects.exists()


def test_adopt_charter_refuses_a_text_that_was_emptied(world, cast):
    charter = asked(world, cast)
    edited(charter, "", cast["secretary"])

    with pytest.raises(refused.CharterEmpty):
        actions.adopt_charter(charter, despite=True, by=cast["chief"])


# -- what waits ------------------------------------------------------------------


def waits(account):
    account.known.clear()
    return [str(each.title) for each in waiting_for(account) if "Operating" in str(each.title)]


def test_what_waits_for_leader_and_chief(world, cast):
    charter = asked(world, cast)
    title = f"Give an opinion on the draft: Operating regulation {make.YEAR}"
    assert waits(cast["leader"]) == [title]
    assert waits(cast["writer"]) == []

    opinion_of(charter, world.board, cast["leader"], agrees=True)

    assert waits(cast["leader"]) == []
    with on(TODAY + WEEK + DAY):
        assert f"Adopt: Operating regulation {make.YEAR}" in waits(cast["chief"])
        assert waits(cast["leader"]) == []


def test_what_waits_asks_nothing_more(world, cast, django_assert_num_queries):
    asked(world, cast)
    leader = cast["leader"]
    years = years_at_home(leader)
    assert waiting_for(leader)

    with django_assert_num_queries(0):
        found = charters.waiting_for(leader, years)

    assert len(found) == 1
