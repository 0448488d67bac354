"""Ministries and their people, and the first post of an empty production."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from bloc import actions, queries, regulations
from bloc.models import Ministry, MinistryRole
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.jobs.queue import inline
from members.models import Account, FactorReset, Invitation
from tests import factories as make
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")

YESTERDAY = TODAY - dt.timedelta(days=1)
TOMORROW = TODAY + dt.timedelta(days=1)


def said():
    return [f"{event.actor_name} {sentence(event)}" for event in Event.objects.all()]


# -- steps of the system -----------------------------------------------------------------
def found(**changed):
    facts = {"name": "Bộ Tài chính", "since": dt.date(2025, 3, 1)}
    return actions.found_ministry("MOF", **{**facts, **changed})


def test_found_ministry_enters_it_under_its_name(db):
    ministry = found(department="Vụ Tổ chức cán bộ", basis="NĐ 29/2025/NĐ-CP")

    assert [(n.name, n.department, n.since) for n in ministry.names.all()] == [
        ("Bộ Tài chính", "Vụ Tổ chức cán bộ", dt.date(2025, 3, 1))
    ]
    assert ministry.basis == "NĐ 29/2025/NĐ-CP"
    assert said() == [" entered the ministry Bộ Tài chính from 1 Mar 2025"]


def test_found_ministry_twice_is_once(db):
    assert found() == found()

    assert (Ministry.objects.count(), Event.objects.count()) == (1, 1)


def test_succeed_ministry_twice_is_once(world):
    heir = found()

    actions.succeed_ministry(heir, world.ministry)
    actions.succeed_ministry(heir, world.ministry)

    heir.refresh_from_db()
    assert heir.succeeds == world.ministry
    assert Event.objects.filter(verb="bloc.succeed_ministry").count() == 1


def test_found_bloc_is_written_down_under_the_name_of_the_day(world, cast):
    world.ministry.names.update(until=dt.date(2025, 2, 28))
    actions.succeed_ministry(found(), world.ministry)
    facts = {"code": "K9", "name": "Khối mới", "established_year": 2026}

    actions.found_bloc(world.ministry, **facts, by=cast["keeper"])

    assert said()[0] == "keeper founded the bloc Khối mới under Bộ Tài chính"


def test_the_organiser_bears_the_name_of_the_day(world):
    world.ministry.names.update(until=dt.date(2025, 2, 28))
    actions.succeed_ministry(found(), world.ministry)

    def named(*day):
        return queries.organiser_on(world.bloc, dt.date(*day)).name

    assert named(2021, 1, 15) == "Bộ Kế hoạch và Đầu tư"
    assert named(2025, 2, 28) == "Bộ Kế hoạch và Đầu tư"
    assert named(2025, 3, 1) == "Bộ Tài chính"
    assert named(1990, 1, 1) == "Bộ Kế hoạch và Đầu tư"


def test_the_organiser_without_an_heir_keeps_its_last_name(world):
    world.ministry.names.update(until=YESTERDAY)

    assert queries.organiser_on(world.bloc, TODAY).name == "Bộ Kế hoạch và Đầu tư"


def test_an_unnamed_organiser_has_no_name(db):
    bloc = make.BlocFactory(organiser=Ministry.objects.create(code="X"))

    assert queries.organiser_on(bloc, TODAY) is None


def test_begin_ministry_post_twice_is_once(world):
    account = make.AccountFactory()
    give = {"role": MinistryRole.KEEPER, "title": "Chuyên viên"}

    first = actions.begin_ministry_post(world.ministry, account, **give)
    again = actions.begin_ministry_post(world.ministry, account, **give)

    assert first == again
    assert (first.since, first.title) == (TODAY, "Chuyên viên")
    assert said() == [f" gave {account} the ministry's first post: keeper of blocs"]


# -- invite_colleague --------------------------------------------------------------------
def invite(world, cast, **changed):
    facts = {
        "full_name": "Vũ Đồng Nghiệp",
        "email": "dn@khoithidua.example",
        "role": MinistryRole.REVIEWER,
        "title": "Chuyên viên",
        "by": cast["keeper"],
    }
    return actions.invite_colleague(world.ministry, **{**facts, **changed})


def test_invite_colleague_gives_the_post_from_today(world, cast):
    post = invite(world, cast)

    assert (post.account.full_name, post.role, post.title, post.since, post.until) == (
        "Vũ Đồng Nghiệp",
        MinistryRole.REVIEWER,
        "Chuyên viên",
        TODAY,
        None,
    )
    assert Invitation.objects.get(account=post.account).invited_by == cast["keeper"]
    assert said()[0] == "keeper invited Vũ Đồng Nghiệp to the ministry as reviewer"


def test_invite_colleague_gives_a_second_role_to_the_same_account(world, cast):
    first = invite(world, cast)
    second = invite(world, cast, role=MinistryRole.APPROVER)

    assert first.account == second.account


def test_invite_colleague_twice_is_refused(world, cast):
    invite(world, cast)

    with pytest.raises(regulations.PostHeld):
        invite(world, cast, email="DN@khoithidua.example")

    assert Account.objects.filter(email="dn@khoithidua.example").count() == 1


# -- end_ministry_post -------------------------------------------------------------------
def test_end_ministry_post_ends_it_after_that_day(world, cast):
    post = cast["reviewer"].ministry_posts.get()

    actions.end_ministry_post(post, by=cast["keeper"])

    post.refresh_from_db()
    assert post.until == TODAY
    assert said() == ["keeper ended the post of reviewer as reviewer on 15 Jun 2026"]


def test_end_ministry_post_twice_is_refused(cast):
    post = cast["reviewer"].ministry_posts.get()
    actions.end_ministry_post(post, by=cast["keeper"])

    with pytest.raises(regulations.EndedAlready):
        actions.end_ministry_post(post, by=cast["keeper"])


def test_end_ministry_post_never_ends_the_last_keeper(cast):
    post = cast["keeper"].ministry_posts.get()

    with pytest.raises(regulations.LastKeeper):
        actions.end_ministry_post(post, by=cast["keeper"])

    post.refresh_from_db()
    assert post.until is None


def keeper(world, **facts):
    role = MinistryRole.KEEPER
    return make.MinistryPostFactory(ministry=world.ministry, role=role, **facts)


def test_end_ministry_post_of_a_keeper_wants_one_who_has_come_in(world, cast):
    other = keeper(world)
    letter = Invitation.objects.create(account=other.account, invited_by=cast["keeper"])
    post = cast["keeper"].ministry_posts.get()

    with pytest.raises(regulations.LastKeeper):
        actions.end_ministry_post(post, by=cast["keeper"])

    letter.accepted_at = letter.sent_at
    letter.save()
    actions.end_ministry_post(post, by=cast["keeper"])


@pytest.mark.parametrize(
    "facts", [{"until": TODAY}, {"account__is_active": False}, {"since": TODAY + dt.timedelta(2)}]
)
def test_end_ministry_post_of_a_keeper_wants_one_on_the_day_after(world, cast, facts):
    keeper(world, **facts)

    with pytest.raises(regulations.LastKeeper):
        actions.end_ministry_post(cast["keeper"].ministry_posts.get(), by=cast["keeper"])


def test_two_keepers_do_not_end_each_other(world, cast):
    other = keeper(world)
    actions.end_ministry_post(cast["keeper"].ministry_posts.get(), by=other.account)

    with pytest.raises(regulations.LastKeeper):
        actions.end_ministry_post(other, by=cast["keeper"])


def test_end_ministry_post_refuses_a_day_before_it_began(cast):
    post = cast["reviewer"].ministry_posts.get()

    with pytest.raises(regulations.PeriodReversed):
        actions.end_ministry_post(post, until=dt.date(2018, 1, 1), by=cast["keeper"])


# -- confirm_factor_reset ----------------------------------------------------------------
@pytest.fixture
def reset(cast):
    asker = cast["writer"]
    return FactorReset.objects.create(account=asker, reason="Mất điện thoại", asked_by=asker)


def test_confirm_factor_reset_vouches(reset, cast):
    actions.confirm_factor_reset(reset, by=cast["leader"])

    reset.refresh_from_db()
    assert reset.confirmed_by == cast["leader"]
    assert reset.confirmed_at is not None
    assert said() == ["leader vouched for writer, who asked for a new second sign-in step"]


def test_confirm_factor_reset_tells_administrator_and_person(
    reset, cast, django_capture_on_commit_callbacks
):
    with inline(), django_capture_on_commit_callbacks(execute=True):
        actions.confirm_factor_reset(reset, by=cast["leader"])

    told = {letter.to[0]: letter.subject for letter in mail.outbox}
    assert told == {
        cast["administrator"].email: "Cấp lại xác thực hai bước cho writer",
        cast["writer"].email: "Đề nghị cấp lại xác thực hai bước đã được xác nhận",
    }
    bodies = {letter.to[0]: letter.body for letter in mail.outbox}
    page = reverse("members:reset_factor", args=[reset.pk])
    assert page in bodies[cast["administrator"].email]
    assert reverse("account_change_password") in bodies[cast["writer"].email]


def test_confirm_factor_reset_twice_is_refused(reset, cast):
    actions.confirm_factor_reset(reset, by=cast["leader"])

    with pytest.raises(regulations.ConfirmedAlready):
        actions.confirm_factor_reset(reset, by=cast["keeper"])

    reset.refresh_from_db()
    assert reset.confirmed_by == cast["leader"]
