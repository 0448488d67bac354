"""Another board checks than was shared out: who, while what, and why."""

import pytest
from django.core import mail
from django.urls import reverse

from campaigns import actions
from campaigns.queries import checkers as queries
from campaigns.regulations import checkers as regulations
from campaigns.regulations.scores import LONGEST_REASON, ScoringLocked
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.jobs import queue
from tests import factories as make
from tests.budget import queries_of
from tests.campaigns import scored

pytestmark = pytest.mark.django_db
REASON = "Đơn vị đang thanh tra"


@pytest.fixture
def year(today, world, cast):
    """Chief and deputy check the others; one more board has come since."""
    found = scored.scored_year(world, cast)
    world.newcomer = make.SeatFactory(bloc=world.bloc, position=4).board
    return found


@pytest.fixture
def duty(year, world):
    """The deputy is to check the plain board."""
    return year.scoring.duties.get(board=world.board, checker=world.deputy)


def change(duty, checker, by, reason=REASON):
    actions.change_checker(duty, checker=checker, reason=reason, by=by)


def test_change_checker_tells_both(duty, world, cast, django_capture_on_commit_callbacks):
    make.PostFactory(board=world.newcomer, account__email="moi@khoithidua.example")

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        change(duty, world.newcomer, cast["chief"])

    duty.refresh_from_db()
    assert duty.checker == world.newcomer
    told = {letter.to[0] for letter in mail.outbox}
    assert told == {"deputy@khoithidua.example", "moi@khoithidua.example"}
    said = sentence(Event.objects.get(verb="campaigns.change_checker"))
    names = (world.newcomer.short_name, world.board.short_name, world.deputy.short_name)
    assert said == "let {} check {} instead of {}: {}".format(*names, REASON)


def test_what_was_handed_in_stays_with_its_author(year, duty, world, cast):
    scored.self_score(year)
    scored.check(year, world.deputy, cast["deputy"])

    with pytest.raises(regulations.CheckGiven):
        change(duty, world.newcomer, cast["chief"])


def test_who_cannot_check_there(duty, world, cast):
    with pytest.raises(regulations.ChecksHereAlready):
        change(duty, world.chief, cast["chief"])
    for unfit in (world.board, make.BoardFactory()):
        with pytest.raises(regulations.CheckerUnfit):
            change(duty, unfit, cast["chief"])


def test_change_checker_wants_a_reason(duty, world, cast):
    with pytest.raises(regulations.CheckerReasonMissing):
        change(duty, world.newcomer, cast["chief"], reason=" ")
    with pytest.raises(regulations.CheckerReasonTooLong):
        change(duty, world.newcomer, cast["chief"], reason="x" * (LONGEST_REASON + 1))


def test_nobody_else_checks_once_the_points_are_locked(year, duty, world, cast):
    type(year.scoring).objects.filter(pk=year.scoring.pk).update(
        state="locked", locked_at=year.scoring.begun_at, locked_by=cast["chief"]
    )

    with pytest.raises(ScoringLocked):
        change(duty, world.newcomer, cast["chief"])


def test_the_chief_sees_and_changes_it_by_the_pages(client, duty, world, cast):
    client.force_login(cast["chief"])
    listed, url = (
        reverse("campaigns:checkers", args=[world.campaign.pk]),
        reverse("campaigns:change_checker", args=[duty.pk]),
    )
    assert url in client.get(listed).content.decode()

    wrong = client.post(url, {"checker": world.newcomer.pk, "reason": ""})
    assert "This field is required" in wrong.content.decode()
    right = client.post(url, {"checker": world.newcomer.pk, "reason": REASON})

    assert right.status_code == 302
    duty.refresh_from_db()
    assert duty.checker == world.newcomer


def test_others_may_not(client, duty, world, cast):
    listed = reverse("campaigns:checkers", args=[world.campaign.pk])
    url = reverse("campaigns:change_checker", args=[duty.pk])
    client.force_login(cast["leader"])
    assert (client.get(listed).status_code, client.get(url).status_code) == (403, 403)
    client.force_login(cast["secretary"])
    assert (client.get(listed).status_code, client.get(url).status_code) == (200, 403)
    client.force_login(cast["outsider"])
    assert (client.get(listed).status_code, client.get(url).status_code) == (404, 404)


def test_the_list_costs_the_same_however_many_check(client, year, world, cast):
    client.force_login(cast["chief"])
    url = reverse("campaigns:checkers", args=[world.campaign.pk])
    few = queries_of(client, url)
    for _ in range(8):
        board = make.SeatFactory(bloc=world.bloc).board
        year.scoring.duties.create(board=board, checker=world.chief)

    assert queries_of(client, url) == few <= 12
    assert len(queries.duties_visible_to(cast["chief"])) > 8
