"""Who is told by mail what happens to the signatures of a pledge."""

from django.urls import reverse

from bloc.models import Office
from foundation import emails
from foundation.audit.models import Event
from foundation.signing import rounds
from members.models import Role
from pledges import queries
from pledges.letters.readers import boards_of, confirmers, leaders_in, secretaries
from pledges.models import Pledge, Signatory


def tell_round_opened(pledge: Pledge) -> None:
    """The text is frozen and drawn: each board's leaders may sign."""
    places = queries.places(pledge)
    leaders = queries.addresses_of_each([place.board for place in places], Role.LEADER)
    for place in places:
        to = leaders[place.board_id]
        url = reverse("pledges:prepare_signature", args=[place.pk])
        emails.send("signing_opened", to, pledge=pledge, board=place.board, url=url)


def tell_drawing_failed(pledge: Pledge, asked: Event | None) -> None:
    """Whoever asked for the paper, the chief and the secretary learn what to do about it."""
    to = [*leaders_in(pledge, Office.CHIEF), *secretaries(pledge)]
    to += [asked.actor] if asked else []
    emails.send("pledge_drawing_failed", to, pledge=pledge, url=pledge.get_absolute_url())


def tell_released(signatory: Signatory) -> None:
    """The board's registry may apply the agency's signature."""
    to = queries.addresses([signatory.board], Role.CLERK)
    url = reverse("pledges:prepare_signature", args=[signatory.pk])
    emails.send("signing_released", to, pledge=signatory.pledge, board=signatory.board, url=url)


def tell_scan_uploaded(signatory: Signatory) -> None:
    """Somebody has to look at the scan: the secretary, for the chief's own board the deputy."""
    url = reverse("pledges:confirm_scan", args=[signatory.pk])
    emails.send(
        "signing_scan",
        confirmers(signatory),
        pledge=signatory.pledge,
        board=signatory.board,
        url=url,
    )


def tell_scan_rejected(signatory: Signatory, reason: str) -> None:
    """The scan will not do: whoever brought it signs again."""
    to = [signatory.party.scan.filed_by]
    url = reverse("pledges:prepare_signature", args=[signatory.pk])
    emails.send(
        "signing_scan_rejected",
        to,
        pledge=signatory.pledge,
        board=signatory.board,
        reason=reason,
        url=url,
    )


def tell_scan_confirmed(signatory: Signatory) -> None:
    """The ink stands as the board's signature: whoever brought the scan learns it."""
    pledge, to = signatory.pledge, [signatory.party.scan.filed_by]
    emails.send(
        "signing_scan_confirmed",
        to,
        pledge=pledge,
        board=signatory.board,
        url=pledge.get_absolute_url(),
    )


def tell_declined(signatory: Signatory, reason: str) -> None:
    """The chief and the secretary learn that a board will not sign, and why."""
    pledge = signatory.pledge
    emails.send(
        "signing_declined",
        [*leaders_in(pledge, Office.CHIEF), *secretaries(pledge)],
        pledge=pledge,
        board=signatory.board,
        reason=reason,
        url=pledge.get_absolute_url(),
    )


def tell_refusal_taken_back(signatory: Signatory) -> None:
    """The chief and the secretary, who were told of the refusal, learn that it is over."""
    pledge = signatory.pledge
    emails.send(
        "signing_refusal_taken_back",
        [*leaders_in(pledge, Office.CHIEF), *secretaries(pledge)],
        pledge=pledge,
        board=signatory.board,
        url=pledge.get_absolute_url(),
    )


def tell_sealed(pledge: Pledge) -> None:
    """The signing is over, and who is missing; all who lead a board and the secretary are told."""
    assert pledge.round, "a pledge that was open has its round"
    to = [
        *queries.addresses(boards_of(pledge), Role.LEADER),
        *secretaries(pledge),
    ]
    emails.send(
        "signing_sealed",
        to,
        pledge=pledge,
        missing=rounds.missing(pledge.round),
        url=pledge.get_absolute_url(),
    )
