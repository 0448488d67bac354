"""Who comes to a board, as what, and leaves it: each verb, each refusal, and twice."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import translation

from foundation import clock
from members import actions, invitations, regulations
from members.models import Account, Capacity, Role
from tests import factories as make
from tests.clock import on
from tests.conftest import TODAY

DAY = dt.timedelta(days=1)
YESTERDAY, TOMORROW = TODAY - DAY, TODAY + DAY
PASSWORD = "giao ước thi đua 2026"

pytestmark = pytest.mark.usefixtures("today")


def invite(world, cast, email="moi@khoithidua.example", **changed):
    facts = {"full_name": "Lê Thị Mới", "role": Role.WRITER, "title": "Chuyên viên", **changed}
    return actions.invite_person(world.board, email=email, by=cast["leader"], **facts)


# -- invite_person ---------------------------------------------------------------------------
def test_invite_person_gives_a_post_and_sends_a_letter(world, cast, sending, diary):
    with sending() as told:
        post = invite(world, cast, "Moi@KhoiThiDua.example ", capacity=Capacity.KT)

    account = Account.objects.get(email="moi@khoithidua.example")
    assert (post.account, post.board, post.role, post.title, post.capacity) == (
        account,
        world.board,
        Role.WRITER,
        "Chuyên viên",
        Capacity.KT,
    )
    assert (post.since, post.until) == (TODAY, None)
    assert (account.full_name, account.has_usable_password()) == ("Lê Thị Mới", False)
    letter = account.invitations.get()
    assert (letter.invited_by, letter.accepted_at, letter.withdrawn_at) == (
        cast["leader"],
        None,
        None,
    )
    assert told == [account.email]
    assert invitations.link(letter) in mail.outbox[0].body
    assert f"mời Anh/Chị làm officer của {world.board} trên hệ thống" in mail.outbox[0].body
    assert diary() == ["leader invited Lê Thị Mới as officer."]


def test_invite_person_is_told_in_the_language_of_whoever_reads(world, cast, diary):
    with translation.override("vi"):
        invite(world, cast)
        vietnamese = diary()

    assert diary() == ["leader invited Lê Thị Mới as officer."]
    assert "officer" not in vietnamese[0]


def test_invite_person_who_has_joined_already_gets_the_post_alone(world, cast, sending):
    with sending() as told:
        post = invite(world, cast, cast["outsider"].email, role=Role.CLERK)

    assert (post.account, post.account.full_name) == (cast["outsider"], "outsider")
    assert not post.account.invitations.exists()
    assert told == [cast["outsider"].email]
    assert str(world.board) in mail.outbox[0].subject


@pytest.mark.parametrize("title", ["", "  "])
def test_invite_person_to_lead_needs_a_title(world, cast, title):
    with pytest.raises(regulations.LeaderWithoutTitle):
        invite(world, cast, role=Role.LEADER, title=title)


def test_invite_person_twice_is_refused(world, cast):
    invite(world, cast)

    with pytest.raises(regulations.AlreadyOnBoard, match="Lê Thị Mới holds this role"):
        invite(world, cast, "MOI@khoithidua.example")


def test_invite_person_to_a_second_role_renews_the_letter(world, cast):
    first = invite(world, cast)
    second = invite(world, cast, role=Role.CLERK)

    assert first.account == second.account
    assert first.account.invitations.count() == 1


def test_invite_person_again_on_the_day_the_post_was_taken_back(world, cast):
    post = invite(world, cast)
    actions.withdraw_invitation(
        post.account.invitations.get(), board=world.board, by=cast["leader"]
    )

    again = invite(world, cast, title="Phó Trưởng phòng")

    assert (again.pk, again.until, again.title) == (post.pk, None, "Phó Trưởng phòng")
    assert again.account.invitations.filter(withdrawn_at=None).count() == 1


def test_invite_person_again_on_the_last_day_of_an_older_post(world, cast):
    former = cast["writer"].posts.get()
    actions.end_post(former, by=cast["leader"])

    again = invite(world, cast, cast["writer"].email, title="Chuyên viên chính")

    former.refresh_from_db()
    assert (former.title, former.until) == ("Chuyên viên", YESTERDAY)
    assert (again.since, again.title) == (TODAY, "Chuyên viên chính")


# -- resend_invitation and withdraw_invitation -----------------------------------------------
@pytest.fixture
def letter(world, cast):
    return invite(world, cast).account.invitations.get()


def test_resend_invitation_kills_the_older_link(world, cast, letter, sending, diary):
    older = invitations.path(letter).split("/")[-2]
    with on(TOMORROW), sending() as told:
        actions.resend_invitation(letter, board=world.board, by=cast["leader"])

    letter.refresh_from_db()
    assert told == [letter.account.email]
    assert f"làm officer của {world.board}" in mail.outbox[-1].body
    assert invitations.of_ticket(older) is None
    assert invitations.of_ticket(invitations.path(letter).split("/")[-2]) == letter
    assert diary()[0] == "leader sent the invitation to Lê Thị Mới again."


def test_withdraw_invitation_kills_the_link_and_ends_the_post(world, cast, letter, diary):
    actions.withdraw_invitation(letter, board=world.board, by=cast["leader"])

    letter.refresh_from_db()
    assert (letter.withdrawn_at, letter.withdrawn_by) == (clock.now(), cast["leader"])
    assert letter.account.posts.get().until == TODAY
    assert diary()[0] == "leader withdrew the invitation of Lê Thị Mới."
    with pytest.raises(regulations.InvitationWithdrawn):
        actions.accept_invitation(letter, password=PASSWORD)


def test_withdraw_invitation_days_later_ends_the_post_the_day_before(world, cast, letter):
    with on(TOMORROW):
        actions.withdraw_invitation(letter, board=world.board, by=cast["leader"])

    assert letter.account.posts.get().until == TODAY


@pytest.mark.parametrize("verb", ["resend_invitation", "withdraw_invitation"])
def test_a_letter_is_not_touched_after_it_was_accepted_or_withdrawn(world, cast, letter, verb):
    actions.accept_invitation(letter, password=PASSWORD)
    with pytest.raises(regulations.JoinedAlready, match="Lê Thị Mới has joined"):
        getattr(actions, verb)(letter, board=world.board, by=cast["leader"])

    other = make.InvitationFactory()
    actions.withdraw_invitation(other, board=world.board, by=cast["leader"])
    with pytest.raises(regulations.InvitationWithdrawn):
        getattr(actions, verb)(other, board=world.board, by=cast["leader"])


# -- accept_invitation -----------------------------------------------------------------------
def test_accept_invitation_sets_the_password_once(letter, diary):
    actions.accept_invitation(letter, password=PASSWORD)

    letter.refresh_from_db()
    account = Account.objects.get(pk=letter.account_id)
    assert letter.accepted_at == clock.now()
    assert account.check_password(PASSWORD)
    assert diary()[0] == "Lê Thị Mới accepted the invitation."
    with pytest.raises(regulations.InvitationUsed):
        actions.accept_invitation(letter, password="another password 2026")
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_accept_invitation_refuses_after_a_fortnight(letter):
    with on(TODAY + invitations.LASTS + DAY), pytest.raises(regulations.InvitationExpired):
        actions.accept_invitation(letter, password=PASSWORD)

    with on(TODAY + invitations.LASTS):
        actions.accept_invitation(letter, password=PASSWORD)


# -- change_post -----------------------------------------------------------------------------
def test_change_post_keeps_the_former_title(world, cast, diary):
    former = cast["writer"].posts.get()
    facts = {"title": "Phó Trưởng ban", "capacity": Capacity.KT, "by": cast["leader"]}

    post = actions.change_post(former, **facts)

    former.refresh_from_db()
    assert (former.title, former.until) == ("Chuyên viên", YESTERDAY)
    assert (post.title, post.capacity, post.role) == ("Phó Trưởng ban", Capacity.KT, Role.WRITER)
    assert (post.since, post.until) == (TODAY, None)
    assert diary() == ["leader changed the title of writer to “Phó Trưởng ban”."]


def test_change_post_twice_a_day_leaves_one_row(world, cast):
    facts = {"capacity": "", "by": cast["leader"]}
    post = actions.change_post(cast["writer"].posts.get(), title="Phó phòng", **facts)
    again = actions.change_post(post, title="Trưởng phòng", **facts)

    assert (again.pk, again.title) == (post.pk, "Trưởng phòng")
    assert cast["writer"].posts.count() == 2


def test_change_post_refuses_a_leader_without_a_title(world, cast):
    with pytest.raises(regulations.LeaderWithoutTitle):
        actions.change_post(cast["leader"].posts.get(), title="", capacity="", by=cast["leader"])
    changed = actions.change_post(
        cast["clerk"].posts.get(), title="", capacity="", by=cast["leader"]
    )
    assert changed.title == ""


def test_change_post_refuses_what_has_ended(world, cast):
    post = make.PostFactory(board=world.board, until=YESTERDAY)

    with pytest.raises(regulations.EndedAlready, match="14 Jun 2026"):
        actions.change_post(post, title="Trưởng phòng", capacity="", by=cast["leader"])


# -- end_post --------------------------------------------------------------------------------
def test_end_post_lets_it_end_today(world, cast, diary):
    post = cast["writer"].posts.get()

    actions.end_post(post, by=cast["leader"])

    post.refresh_from_db()
    assert post.until == TODAY
    assert diary() == ["leader ended the post of writer as officer."]
    with on(TOMORROW):
        assert not Account.objects.get(pk=cast["writer"].pk).serves(world.board.pk)


def test_end_post_refuses_the_last_leader(world, cast):
    post = cast["leader"].posts.get()

    with pytest.raises(regulations.LastLeader, match="leader is the last leader"):
        actions.end_post(post, by=cast["leader"])
    post.refresh_from_db()
    assert post.until is None


def test_end_post_does_not_count_a_leader_who_was_only_invited(world, cast):
    invited = invite(world, cast, role=Role.LEADER)

    with pytest.raises(regulations.LastLeader):
        actions.end_post(cast["leader"].posts.get(), by=cast["leader"])
    actions.accept_invitation(invited.account.invitations.get(), password=PASSWORD)
    actions.end_post(cast["leader"].posts.get(), by=cast["leader"])


def test_end_post_does_not_count_a_leader_who_ends_the_same_day(world, cast):
    second = make.PostFactory(board=world.board, role=Role.LEADER)
    actions.end_post(second, by=cast["leader"])

    with pytest.raises(regulations.LastLeader):
        actions.end_post(cast["leader"].posts.get(), by=cast["leader"])


def test_end_post_refuses_what_has_ended_and_what_has_not_begun(world, cast):
    post = cast["writer"].posts.get()
    actions.end_post(post, by=cast["leader"])

    with pytest.raises(regulations.EndedAlready, match="15 Jun 2026"):
        actions.end_post(post, by=cast["leader"])
    with pytest.raises(regulations.PeriodReversed):
        actions.end_post(cast["clerk"].posts.get(), until=dt.date(2018, 1, 1), by=cast["leader"])


def test_end_post_of_a_leader_takes_back_the_powers_lent(world, cast):
    make.PostFactory(board=world.board, role=Role.LEADER)
    facts = {"board": world.board, "giver": cast["leader"]}
    now = make.DelegationFactory(**facts, receiver=cast["writer"])
    later = make.DelegationFactory(**facts, receiver=cast["clerk"], since=TOMORROW)

    actions.end_post(cast["leader"].posts.get(), by=cast["leader"])

    now.refresh_from_db()
    later.refresh_from_db()
    assert (now.until, now.ended_at) == (TODAY, None)
    assert (later.ended_at, later.ended_by) == (clock.now(), cast["leader"])


# -- delegate_powers and end_delegation ------------------------------------------------------
def lend(world, cast, **changed):
    facts = {"receiver": cast["writer"], "since": TODAY, "until": TODAY + 7 * DAY}
    facts |= {"reason": "đi công tác", "by": cast["leader"]}
    return actions.delegate_powers(world.board, **{**facts, **changed})


def leads(cast, part, world):
    return Account.objects.get(pk=cast[part].pk).leads(world.board.pk)


def test_delegate_powers_lets_the_receiver_lead(world, cast, sending, diary):
    with sending() as told:
        delegation = lend(world, cast)

    assert (delegation.giver, delegation.receiver) == (cast["leader"], cast["writer"])
    assert told == sorted([cast["leader"].email, cast["writer"].email])
    assert all(f"/ban-quan-ly/{world.board.pk}/nhan-su/\n" in each.body for each in mail.outbox)
    assert diary() == ["leader lent powers to writer from 15 Jun 2026 to 22 Jun 2026: đi công tác"]
    assert leads(cast, "writer", world)
    with on(TODAY + 8 * DAY):
        assert not leads(cast, "writer", world)


@pytest.mark.parametrize(
    ("refusal", "changed"),
    [
        (regulations.PeriodReversed, {"until": YESTERDAY}),
        (regulations.PeriodPast, {"since": YESTERDAY}),
        (regulations.NotOfTheBoard, {"receiver": "outsider"}),
        (regulations.ToOneself, {"receiver": "leader"}),
    ],
)
def test_delegate_powers_refuses(world, cast, refusal, changed):
    if "receiver" in changed:
        changed = {"receiver": cast[changed["receiver"]]}

    with pytest.raises(refusal):
        lend(world, cast, **changed)


def test_delegate_powers_twice_is_refused(world, cast):
    lend(world, cast)

    with pytest.raises(regulations.DelegatedAlready, match="writer holds delegated powers"):
        lend(world, cast, since=TODAY + 7 * DAY, until=TODAY + 9 * DAY)
    lend(world, cast, since=TODAY + 8 * DAY, until=TODAY + 9 * DAY)


def test_delegate_powers_to_a_leader_is_refused(world, cast):
    second = make.PostFactory(board=world.board, role=Role.LEADER)

    with pytest.raises(regulations.LeadsAlready):
        lend(world, cast, receiver=second.account)


def test_powers_lent_end_with_the_receivers_own_post(world, cast):
    lend(world, cast)
    actions.end_post(cast["writer"].posts.get(), by=cast["leader"])

    with on(TOMORROW):
        assert not leads(cast, "writer", world)


def test_end_delegation_takes_the_powers_back_at_once(world, cast, sending, diary):
    delegation = lend(world, cast)
    with sending() as told:
        actions.end_delegation(delegation, by=cast["leader"])

    assert not leads(cast, "writer", world)
    assert told == sorted([cast["leader"].email, cast["writer"].email])
    assert diary()[0] == "leader took the powers back from writer."
    lend(world, cast)


def test_end_delegation_twice_is_refused(world, cast):
    delegation = lend(world, cast)
    actions.end_delegation(delegation, by=cast["leader"])

    with pytest.raises(regulations.EndedAlready):
        actions.end_delegation(delegation, by=cast["leader"])


# -- contacts --------------------------------------------------------------------------------
def test_add_contact_and_end_contact(world, cast, diary):
    facts = {"name": "Trần Thị B", "title": "Chánh Văn phòng", "phone": "0236 3666 117"}
    contact = actions.add_contact(world.board, **facts, by=cast["writer"])
    assert (contact.since, contact.until) == (TODAY, None)

    actions.end_contact(contact, by=cast["writer"])

    contact.refresh_from_db()
    assert contact.until == TODAY
    assert diary() == [
        "writer removed Trần Thị B as a contact.",
        "writer named Trần Thị B as a contact.",
    ]
    with pytest.raises(regulations.EndedAlready):
        actions.end_contact(contact, by=cast["writer"])


def test_add_contact_wants_a_way_to_reach_them(world, cast):
    with pytest.raises(regulations.OutOfReach):
        actions.add_contact(world.board, name="Trần Thị B", by=cast["writer"])


# -- create_administrator --------------------------------------------------------------------
def test_create_administrator_gives_no_part_in_the_blocs_life(db, sending, diary):
    with sending() as told:
        account = actions.create_administrator("May@khoithidua.example", full_name="Lê Văn Máy")

    assert (account.is_staff, account.is_superuser) == (True, False)
    assert told == ["may@khoithidua.example"]
    assert diary() == [" let Lê Văn Máy administer the server."]
    actions.create_administrator("may@khoithidua.example", full_name="Lê Văn Máy")
    assert len(diary()) == 1
