"""Who is told by mail how a board that left or merged is counted."""

from django.urls import reverse

from campaigns.letters.readers import people_of
from campaigns.models import Departure
from campaigns.queries.departures import heirs_of
from foundation import emails


def tell_settled(departure: Departure) -> None:
    """The board itself, and the one into which it went."""
    tell("departure_settled", departure)


def tell_withdrawn(departure: Departure) -> None:
    """The same people."""
    tell("departure_withdrawn", departure)


def tell(letter: str, departure: Departure) -> None:
    campaign = departure.campaign
    boards = [departure.board, *heirs_of([departure.board_id], campaign).values()]
    url = reverse("campaigns:departures", args=[campaign.pk])
    emails.send(letter, people_of(boards), departure=departure, campaign=campaign, url=url)
