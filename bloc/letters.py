"""Who is told by mail what happens to a bloc's offices."""

from django.urls import reverse

from bloc import queries
from bloc.models import Bloc, Office, Secretary, Term
from foundation import clock, emails
from members.models import Account, FactorReset, Post, Role


def tell_term_begun(term: Term) -> None:
    """The board's leaders learn of the office; the chief appoints a secretary next."""
    leaders = Post.objects.filter(board=term.board, role=Role.LEADER).held_on(clock.today())
    emails.send(
        "bloc_term_begun",
        leaders.values_list("account__email", flat=True),
        term=term,
        is_chief=term.office == Office.CHIEF,
        url=term.bloc.get_absolute_url(),
        appoint_url=reverse("bloc:appoint_secretary", args=[term.bloc_id, term.year]),
    )


def tell_secretary_appointed(secretary: Secretary) -> None:
    """The new secretary learns what the task is."""
    url = secretary.bloc.get_absolute_url()
    emails.send("bloc_secretary_appointed", [secretary.account.email], secretary=secretary, url=url)


def tell_leader_ended(post: Post, reason: str, by: Account) -> None:
    """Whoever led the board, and those who lead it still, learn who wrote it down and why."""
    others = queries.joined_leaders([post.board_id]).values_list("account__email", flat=True)
    facts = {"post": post, "reason": reason, "keeper": by, "url": post.board.get_absolute_url()}
    emails.send("bloc_leader_ended", {post.account.email, *others}, **facts)


def tell_reset_asked(reset: FactorReset) -> None:
    """The keepers of the person's ministries may vouch; the board's leaders know already."""
    _, ministries = queries.workplaces(reset.account_id)
    url = reverse("bloc:confirm_factor_reset", args=[reset.pk])
    to = [email for ministry in ministries for email in queries.keepers_of(ministry)]
    emails.send("bloc_factor_reset_asked", set(to) - {reset.account.email}, reset=reset, url=url)


def tell_chief_missing(bloc: Bloc, year: int) -> None:
    """The keepers enter the result of the election."""
    url = reverse("bloc:begin_term", args=[bloc.pk])
    keepers = queries.keepers_of(bloc.organiser_id)
    emails.send("bloc_chief_missing", keepers, bloc=bloc, year=year, url=url)


def tell_reset_confirmed(reset: FactorReset) -> None:
    """The administrators may act now; the person learns that it goes on."""
    staff = Account.objects.filter(is_staff=True, is_active=True).exclude(pk=reset.account_id)
    to = staff.values_list("email", flat=True)
    url = reverse("members:reset_factor", args=[reset.pk])
    emails.send("bloc_factor_reset_confirmed", to, reset=reset, url=url)
    own = reverse("account_change_password")
    emails.send("bloc_factor_reset_vouched", [reset.account.email], reset=reset, url=own)
