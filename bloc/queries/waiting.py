"""What waits for a person in the blocs: of the keeper, of the chief, of whoever may vouch."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bloc.models import Bloc, Ministry, MinistryPost, MinistryRole, Office, Seat, Term
from bloc.queries.organisation import all_successions, joined
from bloc.queries.persons import (
    boards_led,
    ministries_kept,
    ministry_posts,
    newest_chiefs,
    resets_to_confirm,
)
from foundation import clock
from foundation.waiting import Waiting
from members import invitations, names
from members.models import Account, FactorReset, Post, Role


def waiting_for(account: Account) -> list[Waiting]:
    """What the keeper, a chief or a colleague is to do; each disappears when it is done."""
    waiting: list[Waiting] = []
    if ministries_kept(account):
        waiting += blocs_to_organise(account)
    if account.posts_today:
        waiting += secretaries_to_appoint(account)
    if ministries_kept(account) or boards_led(account):
        waiting += people_to_vouch_for(account)
    return waiting


def blocs_to_organise(account: Account) -> Iterator[Waiting]:
    """The keeper's: a first bloc, and its members, chief of the year, leaders of its boards."""
    year = clock.today().year
    blocs = list(blocs_in_need(ministries_kept(account), year))
    if not blocs:
        yield bloc_to_found(account)
    for bloc in blocs:
        if not bloc.has_members:
            url = reverse("bloc:seat_board", args=[bloc.pk])
            yield Waiting(_("Seat the boards of the bloc"), url, _("Seat"), bloc=str(bloc))
        elif not bloc.has_chief:
            title = _("Enter the chief of %(year)s") % {"year": year}
            url = reverse("bloc:begin_term", args=[bloc.pk])
            yield Waiting(title, url, _("Enter"), bloc=str(bloc))
        if bloc.leaderless:
            url = bloc.get_absolute_url()
            yield Waiting(words_for_leaders(bloc.leaderless), url, _("Invite"), bloc=str(bloc))


def bloc_to_found(account: Account) -> Waiting:
    """The very first step of a new system: the keeper's ministry organises no bloc yet."""
    [post, *_others] = [
        each for each in ministry_posts(account) if each.role == MinistryRole.KEEPER
    ]
    url = reverse("bloc:found_bloc", args=[post.ministry_id])
    return Waiting(_("Found the first bloc"), url, _("Found"), detail=str(post.ministry))


def blocs_in_need(ministries: set[int], year: int) -> QuerySet[Any]:
    """The ministries' blocs: have they members, a chief of the year, and boards without leaders?

    A board whose leader holds a letter that is still good lacks none: once it has
    died unanswered, the board is named again. One query.
    """
    today = clock.today()
    seats = Seat.objects.filter(bloc=OuterRef("pk")).held_on(today)
    chiefs = Term.objects.filter(bloc=OuterRef("pk"), year=year, office=Office.CHIEF)
    leaders = Post.objects.filter(board=OuterRef("board"), role=Role.LEADER).held_on(today)
    invited = leaders.filter(account__in=invitations.open_letters().values("account"))
    alone = (
        seats.filter(~Exists(joined(leaders)), ~Exists(invited))
        .order_by()
        .values("bloc")
        .annotate(count=Count("pk"))
    )
    return Bloc.objects.filter(organiser__in=ministries).annotate(
        has_members=Exists(seats),
        has_chief=Exists(chiefs.held_on(today)),
        leaderless=Subquery(alone.values("count")),
    )


def words_for_leaders(count: int) -> str:
    """“Invite the leaders of 3 boards”."""
    words = ngettext(
        "Invite the leader of %(count)s board",
        "Invite the leaders of %(count)s boards",
        count,
    )
    return words % {"count": count}


def secretaries_to_appoint(account: Account) -> Iterator[Waiting]:
    """The chief's: the newest year in hand has no secretary."""
    for term in newest_chiefs(account):
        if term.secretary_id or not (account.leads(term.board_id) and term.holds_on(clock.today())):  # type: ignore[attr-defined]
            continue
        title = _("Appoint the secretary for %(year)s") % {"year": term.year}
        url = reverse("bloc:appoint_secretary", args=[term.bloc_id, term.year])
        yield Waiting(title, url, _("Appoint"), bloc=str(term.bloc))


def people_to_vouch_for(account: Account) -> Iterator[Waiting]:
    """Colleagues who lost the second step of signing in, and wait for somebody's word."""
    resets = resets_to_confirm(account).filter(confirmed_at=None).select_related("account")
    for reset in resets:
        title = _("Confirm that %(person)s asked for a new second sign-in step")
        url = reverse("bloc:confirm_factor_reset", args=[reset.pk])
        words = title % {"person": reset.account}
        yield Waiting(words, url, _("Confirm"), detail=reset.reason)


# -- what the timetable writes letters about ---------------------------------------------
def resets_untold() -> QuerySet[FactorReset]:
    """Open requests for a new second factor that nobody has confirmed."""
    return FactorReset.objects.filter(done_at=None, confirmed_at=None).select_related("account")


def blocs_without_chief() -> list[Bloc]:
    """The blocs that have members and no chief of this year."""
    every = set(Ministry.objects.values_list("pk", flat=True))
    blocs = blocs_in_need(every, clock.today().year)
    return [bloc for bloc in blocs if bloc.has_members and not bloc.has_chief]


def keepers_of(ministry_id: int) -> list[str]:
    """The addresses of those who keep the blocs of the ministry today, or of its heirs."""
    heirs = {ministry_id, *names.chain(ministry_id, all_successions())}
    posts = MinistryPost.objects.filter(ministry__in=heirs, role=MinistryRole.KEEPER)
    held = posts.held_on(clock.today()).filter(account__is_active=True)
    return list(held.values_list("account__email", flat=True))
