"""Who is told by mail what happens to a bloc's offices."""

from django.urls import reverse

from bloc.models import Office, Secretary, Term
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


def tell_reset_confirmed(reset: FactorReset) -> None:
    """The administrators may act now; the person learns that it goes on."""
    staff = Account.objects.filter(is_staff=True, is_active=True).exclude(pk=reset.account_id)
    to = staff.values_list("email", flat=True)
    emails.send("bloc_factor_reset_confirmed", to, reset=reset)
    emails.send("bloc_factor_reset_vouched", [reset.account.email], reset=reset)
