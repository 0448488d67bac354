"""From the frozen text to the sealed paper, or back: drawn once, closed, withdrawn."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import translation
from django.utils.translation import gettext

from bloc.models import Office, Seat
from foundation import clock
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.documents import library, pades, uploads
from foundation.jobs import queue
from foundation.jobs.models import Job
from foundation.signing.models import RoundState
from members.models import BoardName, Role
from pledges import actions, paper, queries, tasks
from pledges.content import Content
from pledges.models import Answer, PledgeState
from pledges.regulations import text as regulations
from tests import factories as make
from tests import signing

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def issued(today, world, cast):
    """The text is frozen; nobody has drawn it yet."""
    actions.consult_boards(world.pledge, by=cast["secretary"])
    actions.issue_pledge(world.pledge, despite=True, by=cast["chief"])
    return world.pledge


@pytest.fixture
def places(today, world, cast):
    """The pledge is open for signature."""
    return signing.open_for_signature(world.pledge, [world.chief, world.deputy, world.board])


def last_sentence(pledge):
    return sentence(Event.objects.about(pledge).order_by("pk").last())


def letters_to(account):
    queue.sweep()
    return [letter for letter in mail.outbox if letter.to == [account.email]]


def drawing_fails(pledge):
    """A worker has tried, and given up."""
    Job.objects.filter(task=queries.DRAWING_TASK, args=[pledge.pk]).update(
        claimed_at=clock.now(), failed_at=clock.now(), error="DrawingFailed()"
    )


def sign_on_paper(place, person, by):
    actions.upload_scan(place, content=PIXEL, media_type=uploads.PNG, by=person)
    actions.confirm_scan(
        place, scan_id=place.party.scan_id, signer_name="Lê Văn C", signer_title="TRƯỞNG BAN", by=by
    )


# draw_pledge, open_for_signature


def test_draw_pledge_opens_it_for_signature(issued, world, cast):
    tasks.draw_pledge(issued.pk)

    issued.refresh_from_db()
    version = issued.versions.latest("number")
    assert (issued.state, issued.round.code) == (PledgeState.OPEN, version.content["code"])
    assert version.round == issued.round
    assert last_sentence(issued) == "drew the paper and opened it for 3 boards"
    assert len(letters_to(cast["leader"])) == 2  # asked, then invited to sign


def test_draw_pledge_lays_a_field_for_each_board(issued):
    tasks.draw_pledge(issued.pk)

    issued.refresh_from_db()
    parties = issued.round.parties.all()
    report = pades.verify(issued.round.newest.read(), roots=[], at=clock.now())
    assert sorted(report.unsigned_fields) == sorted(party.field for party in parties)
    assert [place.party for place in issued.signatories.all()] == list(parties)


def test_draw_pledge_puts_chief_and_deputy_first_under_the_names_of_the_day(today, world, cast):
    """The chief sits last in the bloc's list, and was renamed after the day of signing."""
    Seat.objects.filter(board=world.chief).update(position=9)
    renamed_on = world.pledge.signed_on + dt.timedelta(days=30)
    BoardName.objects.filter(board=world.chief).update(until=renamed_on - dt.timedelta(days=1))
    make.BoardNameFactory(board=world.chief, name="Ban Quản lý mới", since=renamed_on)
    make.TermFactory(
        bloc=world.bloc, board=world.board, office=Office.CHIEF, year=make.YEAR - 1
    )  # of another year: counts for nothing here
    actions.consult_boards(world.pledge, by=cast["secretary"])
    actions.issue_pledge(world.pledge, despite=True, by=cast["chief"])

    tasks.draw_pledge(world.pledge.pk)

    world.pledge.refresh_from_db()
    names = [party.name for party in world.pledge.round.parties.all()]
    day = world.pledge.signed_on
    boards = (world.chief, world.deputy, world.board)
    assert names == [board.name_on(day) for board in boards]
    assert "Ban Quản lý mới" not in names


def test_draw_pledge_twice_is_once(issued):
    tasks.draw_pledge(issued.pk)
    issued.refresh_from_db()
    first = issued.round

    tasks.draw_pledge(issued.pk)

    issued.refresh_from_db()
    assert issued.round == first
    assert issued.signatories.count() == 3


def test_open_for_signature_by_the_slower_worker_changes_nothing(issued):
    version = issued.versions.latest("number")
    drawing = library.draw("documents/pledge.html", paper=paper.of_version(issued, version))
    actions.open_for_signature(issued, version, drawing)
    first = issued.round

    actions.open_for_signature(issued, version, drawing)

    assert issued.round == first
    assert issued.signatories.count() == 3


def test_open_for_signature_leaves_a_drawing_that_has_been_overtaken(issued, cast):
    """Taken back and issued anew while a slow worker was still drawing the first text."""
    slow = issued.versions.latest("number")
    drawing = library.draw("documents/pledge.html", paper=paper.of_version(issued, slow))
    actions.withdraw_pledge(issued, reason="Sai ngày", by=cast["chief"])
    actions.consult_boards(issued, by=cast["secretary"])
    actions.issue_pledge(issued, despite=True, by=cast["chief"])

    actions.open_for_signature(issued, slow, drawing)

    issued.refresh_from_db()
    assert (issued.state, issued.round) == (PledgeState.DRAWING, None)


def test_the_screen_and_the_paper_tell_the_same(issued, cast):
    shown = queries.pledges_shown_to(cast["leader"]).get(pk=issued.pk)

    on_paper = paper.of_version(issued, issued.versions.latest("number"))
    on_screen = paper.on_screen(shown, queries.text_shown(shown))

    assert len(on_paper["boards"]) == len(on_screen["boards"]) == 3
    differ = {key for key in on_paper if on_paper[key] != on_screen[key]}
    assert differ == {"boards", "code", "verify_url", "qr_url"}


# tell_drawing_failed


def workers_die(pledge):
    """Each worker that begins the drawing ends without a word, so that the queue gives it up."""
    job = Job.objects.filter(task=queries.DRAWING_TASK, args=[pledge.pk])
    job.update(attempts=queue.MOST_ATTEMPTS)
    queue.sweep()
    assert job.get().failed_at


def told_of_failures():
    """Who gets a letter when the timetable has looked twice."""
    queue.sweep()
    mail.outbox.clear()
    tasks.tell_failed_drawings()
    tasks.tell_failed_drawings()
    queue.sweep()
    return sorted(letter.to[0] for letter in mail.outbox)


def test_tell_drawing_failed_writes_once_what_to_do(issued, cast):
    workers_die(issued)

    assert told_of_failures() == [cast["chief"].email, cast["secretary"].email]
    letter = mail.outbox[0]
    assert letter.subject == f"Chưa tạo được văn bản: {issued}"
    assert issued.get_absolute_url() in letter.body
    with translation.override("vi"):
        assert f"“{gettext('Draw it once more')}”" in letter.body
    assert last_sentence(issued) == "wrote that the paper could not be drawn"
    assert Event.objects.filter(verb="pledges.tell_drawing_failed").count() == 1


def test_tell_drawing_failed_writes_again_when_it_fails_again(issued, cast):
    workers_die(issued)
    told_of_failures()

    actions.redraw_pledge(issued, by=cast["chief"])
    workers_die(issued)

    assert told_of_failures() == [cast["chief"].email, cast["secretary"].email]


def test_tell_drawing_failed_reaches_whoever_asked_for_the_paper(issued, world, cast):
    workers_die(issued)
    world.bloc.terms.filter(board=world.chief).update(until=clock.today() - dt.timedelta(days=1))

    assert cast["chief"].email in told_of_failures()


def test_tell_drawing_failed_is_silent_while_it_is_drawn_and_once_it_is(issued):
    actions.tell_drawing_failed(issued)
    tasks.draw_pledge(issued.pk)

    assert told_of_failures() == []
    assert not Event.objects.filter(verb="pledges.tell_drawing_failed").exists()


# redraw_pledge


def test_redraw_pledge_after_a_failure(issued, cast):
    drawing_fails(issued)

    actions.redraw_pledge(issued, by=cast["chief"])

    assert queries.drawing_of(issued).failed_at is None
    queue.sweep()
    issued.refresh_from_db()
    assert issued.state == PledgeState.OPEN


def test_redraw_pledge_refuses_while_it_is_drawn(issued, cast):
    with pytest.raises(regulations.DrawingGoesOn):
        actions.redraw_pledge(issued, by=cast["chief"])


def test_redraw_pledge_twice_is_refused(issued, cast):
    drawing_fails(issued)
    actions.redraw_pledge(issued, by=cast["chief"])

    with pytest.raises(regulations.DrawingGoesOn):
        actions.redraw_pledge(issued, by=cast["chief"])


def test_redraw_pledge_refuses_what_is_open(places, world, cast):
    with pytest.raises(regulations.NotOpen):
        actions.redraw_pledge(world.pledge, by=cast["chief"])


# close_pledge


def test_close_pledge_lists_the_missing_boards(places, world, cast):
    sign_on_paper(places[2], cast["leader"], cast["secretary"])

    actions.close_pledge(world.pledge, reason=" Hết hạn ", by=cast["chief"])

    world.pledge.refresh_from_db()
    assert world.pledge.state == PledgeState.CLOSED
    closed = world.pledge.round
    assert (closed.state, closed.end_reason) == (RoundState.CLOSED, "Hết hạn")
    missing = f"{places[0].party.name}, {places[1].party.name}"
    assert last_sentence(world.pledge) == f"closed the signing without {missing}: Hết hạn"
    letter = letters_to(cast["deputy"])[-1].body
    assert "Hết hạn" in letter
    assert [name for name in letter.splitlines() if name.startswith("- ")] == [
        f"- {places[0].party.name}",
        f"- {places[1].party.name}",
    ]


def test_close_pledge_wants_a_reason_and_an_open_round(places, world, cast):
    with pytest.raises(regulations.ReasonMissing):
        actions.close_pledge(world.pledge, reason="  ", by=cast["chief"])
    actions.close_pledge(world.pledge, reason="Hết hạn", by=cast["chief"])

    with pytest.raises(regulations.NotOpen):
        actions.close_pledge(world.pledge, reason="Lần nữa", by=cast["chief"])


# withdraw_pledge


def test_withdraw_pledge_voids_the_round_and_tells_who_signed(places, world, cast):
    void = world.pledge.round
    sign_on_paper(places[2], cast["leader"], cast["secretary"])

    version = actions.withdraw_pledge(world.pledge, reason="Sai số liệu", by=cast["chief"])

    world.pledge.refresh_from_db()
    void.refresh_from_db()
    assert (world.pledge.state, world.pledge.round) == (PledgeState.DRAFT, None)
    assert (void.state, void.end_reason) == (RoundState.VOID, "Sai số liệu")
    assert void.newest.read()[:5] == b"%PDF-"
    assert (version.note, Content.of_version(version)) == (
        "Sai số liệu",
        Content.of_pledge(world.pledge),
    )
    assert last_sentence(world.pledge) == "withdrew the pledge: Sai số liệu"
    assert "Sai số liệu" in letters_to(cast["leader"])[-1].body
    assert letters_to(cast["deputy"]) == []


def test_withdraw_pledge_tells_all_whom_it_concerns_whoever_did_the_signing(places, world, cast):
    actions.release_pledge(places[2], by=cast["leader"])
    sign_on_paper(places[2], cast["clerk"], cast["secretary"])
    other = make.PostFactory(board=world.board, role=Role.LEADER).account
    queue.sweep()
    mail.outbox.clear()

    actions.withdraw_pledge(world.pledge, reason="Sai số liệu", by=cast["chief"])

    queue.sweep()
    people = [cast["clerk"], cast["leader"], cast["secretary"], other]
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(each.email for each in people)


def test_withdraw_pledge_has_everything_agreed_anew(places, world, cast):
    world.pledge.state, world.pledge.round = PledgeState.CONSULTATION, None
    world.pledge.save()
    answer = Answer(world.pledge, world.board)
    actions.agree_to_pledge(answer, by=cast["leader"])
    actions.issue_pledge(world.pledge, despite=True, by=cast["chief"])

    actions.withdraw_pledge(world.pledge, reason="Sai số liệu", by=cast["chief"])
    actions.consult_boards(world.pledge, by=cast["secretary"])

    assert len(queries.parts_to_agree(answer)) == 6
    assert len(actions.agree_to_pledge(answer, by=cast["leader"])) == 6


def test_withdraw_pledge_takes_back_what_could_not_be_drawn(issued, cast):
    drawing_fails(issued)

    actions.withdraw_pledge(issued, reason="Không vẽ được", by=cast["chief"])

    assert issued.state == PledgeState.DRAFT


def test_withdraw_pledge_refuses_what_is_not_issued_and_wants_a_reason(today, world, cast):
    with pytest.raises(regulations.NotIssued):
        actions.withdraw_pledge(world.pledge, reason="Sai", by=cast["chief"])
    signing.open_for_signature(world.pledge, [world.board])

    with pytest.raises(regulations.ReasonMissing):
        actions.withdraw_pledge(world.pledge, reason=" ", by=cast["chief"])


def test_a_withdrawn_pledge_is_signed_anew_under_another_code(issued, cast):
    tasks.draw_pledge(issued.pk)
    issued.refresh_from_db()
    void = issued.round
    actions.withdraw_pledge(issued, reason="Sai", by=cast["chief"])
    actions.consult_boards(issued, by=cast["secretary"])
    actions.issue_pledge(issued, despite=True, by=cast["chief"])

    tasks.draw_pledge(issued.pk)

    issued.refresh_from_db()
    assert issued.state == PledgeState.OPEN
    assert issued.round.code != void.code
    assert [version.number for version in issued.versions.all()] == [1, 2, 3, 4]
