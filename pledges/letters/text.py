"""Who is told by mail what happens to the text of a pledge."""

from django.urls import reverse
from django.utils.functional import lazy

from bloc.models import Office
from foundation import emails
from members.models import Board, Role
from pledges import queries
from pledges.content import called
from pledges.letters.readers import leaders_in, people_of, secretaries
from pledges.models import Comment, Pledge


def tell_boards_asked(pledge: Pledge) -> None:
    """The boards that have yet to agree to something: their people may comment, leaders agree."""
    to, asked = people_of(queries.boards_not_agreed(pledge)), queries.parts_asked(pledge)
    url = pledge.get_consultation_url()
    emails.send("pledge_asked", to, pledge=pledge, asked=asked, url=url)


def tell_boards_reminded(pledge: Pledge, boards: list[Board]) -> None:
    """The boards whose answer is missing are asked once more."""
    emails.send(
        "pledge_reminder", people_of(boards), pledge=pledge, url=pledge.get_consultation_url()
    )


def tell_commented(comment: Comment, place: str) -> None:
    """The secretary has a comment to answer."""
    pledge = comment.pledge
    url = reverse("pledges:answer_comment", args=[comment.pk])
    to, part = secretaries(pledge), lazy(called, str)(place)
    emails.send("pledge_commented", to, pledge=pledge, comment=comment, part=part, url=url)


def tell_all_agreed(pledge: Pledge) -> None:
    """Nobody's consent is missing any more: the chief may issue the pledge."""
    to = leaders_in(pledge, Office.CHIEF)
    url = reverse("pledges:issue_pledge", args=[pledge.pk])
    emails.send("pledge_agreed", to, pledge=pledge, url=url)


def tell_comment_answered(comment: Comment) -> None:
    """Whoever wrote the comment learns the answer."""
    pledge, to = comment.pledge, [comment.written_by.email]
    emails.send(
        "pledge_answered", to, pledge=pledge, comment=comment, url=pledge.get_consultation_url()
    )


def tell_withdrawn(pledge: Pledge, reason: str) -> None:
    """The round is void: the boards that signed, who gave the signatures, and the secretary."""
    signed = [place for place in queries.places(pledge) if place.party.has_signed]
    to = [
        *queries.addresses([place.board for place in signed], Role.LEADER),
        *[place.party.signature.given_by for place in signed],
        *secretaries(pledge),
    ]
    emails.send("pledge_withdrawn", to, pledge=pledge, reason=reason, url=pledge.get_absolute_url())
