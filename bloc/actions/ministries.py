"""Ministries and their people."""

import datetime as dt

from django.db import transaction

from bloc import regulations
from bloc.models import Ministry, MinistryName, MinistryPost, MinistryRole
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members import invitations
from members.models import Account


@transaction.atomic
def found_ministry(  # noqa: PLR0913 -- a ministry and the name it bears
    code: str,
    *,
    name: str,
    since: dt.date,
    department: str = "",
    until: dt.date | None = None,
    basis: str = "",
) -> Ministry:
    """Enter a ministry, or another of its dated names; a step of the system (bộ).

    The same name twice is once. Raises IntegrityError where names overlap: the
    administrator's command, or a case that was judged before, knows better.
    """
    ministry, is_new = Ministry.objects.get_or_create(code=code, defaults={"basis": basis})
    lock(ministry)
    facts = {"name": name, "department": department, "until": until}
    _, is_named = MinistryName.objects.get_or_create(ministry=ministry, since=since, defaults=facts)
    if is_new or is_named:
        record("bloc.found_ministry", ministry, by=None, name=name, since=since)
    return ministry


@transaction.atomic
def succeed_ministry(heir: Ministry, former: Ministry) -> None:
    """Write down that a ministry took another one's place; a step of the system.

    Posts in the heir then count for the blocs of the former one. Twice is once.
    """
    lock(heir)
    if heir.succeeds_id == former.pk:
        return
    heir.succeeds = former
    heir.save(update_fields=["succeeds"])
    record("bloc.succeed_ministry", heir, by=None, heir=str(heir), former=str(former))


@transaction.atomic
def begin_ministry_post(
    ministry: Ministry,
    account: Account,
    *,
    role: str,
    title: str = "",
    since: dt.date | None = None,
) -> MinistryPost:
    """Give somebody the ministry's first post, before anybody could invite; a step of the system.

    Twice is once.
    """
    lock(ministry)
    held = ministry.posts.filter(account=account, role=role).held_on(since or clock.today())
    if post := held.first():
        return post
    post = MinistryPost.objects.create(
        ministry=ministry, account=account, role=role, title=title, since=since or clock.today()
    )
    facts = {"person": str(account), "role": post.role}
    record("bloc.begin_ministry_post", ministry, by=None, **facts)
    return post


@transaction.atomic
def invite_ministry(  # noqa: PLR0913 -- a ministry and its first keeper
    code: str,
    *,
    name: str,
    since: dt.date,
    full_name: str,
    email: str,
    title: str = "",
    department: str = "",
    succeeds: str = "",
) -> MinistryPost:
    """Let the first keeper of a ministry in; a step of the system, for an empty production.

    Again sends the letter again. Raises NamedOtherwise, UnknownMinistry, KeeperThere.
    """
    known = Ministry.objects.filter(code=code).first()
    former = Ministry.objects.filter(code=succeeds).first() if succeeds else None
    regulations.check_invite_ministry(known, name, email, succeeds, former)
    ministry = known or found_ministry(code, name=name, department=department, since=since)
    if former:
        succeed_ministry(ministry, former)
    account = invitations.bring_in(
        full_name, email, inviter=None, place=ministry, role=MinistryRole.KEEPER.label
    )
    return begin_ministry_post(ministry, account, role=MinistryRole.KEEPER, title=title)


@transaction.atomic
def invite_colleague(  # noqa: PLR0913 -- who, as what
    ministry: Ministry, *, full_name: str, email: str, role: str, title: str = "", by: Account
) -> MinistryPost:
    """Let somebody of the ministry come in with a post from today (mời cán bộ của Bộ).

    Somebody who has an account keeps it; others get a letter. Raises PostHeld.
    """
    lock(ministry)
    regulations.check_invite_colleague(ministry, email, role)
    account = invitations.bring_in(
        full_name, email, inviter=by, place=ministry, role=MinistryRole(role).label
    )
    post = MinistryPost.objects.create(
        ministry=ministry, account=account, role=role, title=title, since=clock.today()
    )
    facts = {"person": str(account), "role": post.role}
    record("bloc.invite_colleague", ministry, by=by, **facts)
    return post


@transaction.atomic
def end_ministry_post(post: MinistryPost, *, until: dt.date | None = None, by: Account) -> None:
    """Let somebody's part in the ministry end after that day, today unless told otherwise.

    (Kết thúc phân công.) Raises EndedAlready, PeriodReversed, LastKeeper.
    """
    until = until or clock.today()
    lock(post.ministry)
    lock(post)
    regulations.check_end_ministry_post(post, until)
    post.until = until
    post.save(update_fields=["until"])
    facts = {"person": str(post.account), "role": post.role}
    record("bloc.end_ministry_post", post.ministry, by=by, **facts, until=until)
