"""The letter to those who got more time."""

from django.urls import reverse

from bloc import queries as bloc_queries
from campaigns.letters.readers import people_of
from campaigns.models import Extension
from foundation import clock, emails


def tell_extended(extension: Extension) -> None:
    """Leaders and officers of the board, or of all boards, learn of the new day and why."""
    campaign = extension.phase.campaign
    every = bloc_queries.members_on(campaign.bloc, clock.today())
    concerned = [extension.board] if extension.board else every
    emails.send(
        "campaign_extended",
        people_of(concerned),
        extension=extension,
        campaign=campaign,
        phase=extension.phase,
        url=reverse("campaigns:calendar", args=[campaign.pk]),
    )
