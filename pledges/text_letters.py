"""Who is told by mail what happens to the text of a pledge."""

from django.db.models import QuerySet
from django.urls import reverse

from foundation import clock, emails
from members.models import Account, Board, Post, Role
from pledges import queries
from pledges.models import Comment, Pledge


def tell_boards_asked(pledge: Pledge) -> None:
    """The boards' people may comment, their leaders agree."""
    boards = queries.consulted_boards(pledge)
    people = Account.objects.filter(
        posts__in=posts_of(boards, Role.LEADER, Role.WRITER), is_active=True
    )
    url = reverse("pledges:consultation", args=[pledge.pk])
    emails.send("pledge_asked", people.values_list("email", flat=True), pledge=pledge, url=url)


def posts_of(boards: list[Board], *roles: str) -> QuerySet[Post]:
    """The posts of these roles that are held today."""
    return Post.objects.held_on(clock.today()).filter(board__in=boards, role__in=roles)


def tell_comment_answered(comment: Comment) -> None:
    """Whoever wrote the comment learns the answer."""
    url = reverse("pledges:consultation", args=[comment.pledge_id])
    emails.send(
        "pledge_answered",
        [comment.written_by.email],
        pledge=comment.pledge,
        comment=comment,
        url=url,
    )


def tell_withdrawn(pledge: Pledge, reason: str) -> None:
    """Everybody who signed learns that the round is void, and why."""
    signed = pledge.round.parties.filter(signature__isnull=False)
    to = signed.values_list("signature__given_by", flat=True)
    emails.send("pledge_withdrawn", to, pledge=pledge, reason=reason, url=pledge.get_absolute_url())
