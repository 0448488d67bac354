"""Who is told by mail what happens to a board's people."""

from django.db.models import Q
from django.urls import reverse

from foundation import clock, emails
from members.models import Account, Delegation, FactorReset, Post, Role


def tell_delegated(delegation: Delegation) -> None:
    """Giver and receiver both learn of it."""
    people = [delegation.giver.email, delegation.receiver.email]
    url = reverse("members:people", args=[delegation.board_id])
    emails.send("members_delegated", people, delegation=delegation, url=url)


def tell_delegation_ended(delegation: Delegation) -> None:
    """Giver and receiver both learn of it."""
    people = [delegation.giver.email, delegation.receiver.email]
    url = reverse("members:people", args=[delegation.board_id])
    emails.send("members_delegation_ended", people, delegation=delegation, url=url)


def other_leaders(account: Account) -> list[str]:
    """The addresses of the other leaders of the person's boards."""
    posts = Post.objects.held_on(clock.today()).filter(
        Q(board__in=account.boards_today), role=Role.LEADER
    )
    return list(posts.exclude(account=account).values_list("account__email", flat=True))


def tell_post_given(post: Post, giver: Account) -> None:
    """Somebody who has an account already learns of the new post."""
    url = post.board.get_absolute_url()
    emails.send("members_post_given", [post.account.email], post=post, giver=giver, url=url)


def tell_reset_asked(reset: FactorReset) -> None:
    """Whoever may confirm it, and the person, so that a stranger's attempt is seen."""
    url = reverse("bloc:confirm_factor_reset", args=[reset.pk])
    emails.send("members_reset_asked", other_leaders(reset.account), reset=reset, url=url)
    own = reverse("account_change_password")
    emails.send("members_reset_noted", [reset.account.email], reset=reset, url=own)


def tell_reset_done(reset: FactorReset) -> None:
    """The person, and whoever vouched."""
    url = reverse("account_login")
    emails.send("members_reset_done", [reset.account.email], reset=reset, url=url)
    if reset.confirmed_by:
        own = reverse("account_change_password")
        emails.send("members_reset_told", [reset.confirmed_by.email], reset=reset, url=own)
