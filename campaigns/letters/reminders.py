"""The letter to a board that is late in a year."""

from django.urls import reverse

from campaigns.letters.readers import people_of
from campaigns.models import Campaign
from campaigns.progress import Step
from foundation import emails
from members.models import Board

TEMPLATE = "campaign_reminder"


def tell_late(campaign: Campaign, board: Board, steps: list[Step]) -> None:
    """Leaders and officers of the board learn what is missing, and since when."""
    emails.send(TEMPLATE, people_of([board]), **facts(campaign, board, steps))


def shown_before_it_goes(campaign: Campaign, board: Board, steps: list[Step]) -> tuple[str, str]:
    """Subject and words of that letter, for whoever is about to send it."""
    subject, _, body = emails.render(TEMPLATE, **facts(campaign, board, steps)).partition("\n")
    return subject.strip(), body.strip()


def facts(campaign: Campaign, board: Board, steps: list[Step]) -> dict[str, object]:
    """What the letter says."""
    missing = [(step, step.marks[board.pk]) for step in steps]
    url = reverse("campaigns:campaign", args=[campaign.pk])
    return {"campaign": campaign, "board": board, "missing": missing, "url": url}
