"""How the boards stand with the pledge of a year: a step of the year's rail."""

from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns import progress
from campaigns.deadlines import Window
from campaigns.models import Campaign, PhaseKind
from campaigns.progress import Mark, Step
from campaigns.queries.calendar import window_of
from foundation import clock
from foundation.signing.models import Party, PartyState
from pledges.models import PledgeState, Signatory

PLEDGE = gettext_lazy("Pledge")


def step_of(campaign: Campaign) -> Step:
    """Who has signed the pledge; without marks before it is open for signature."""
    window = window_of(campaign, PhaseKind.PLEDGE)
    places = Signatory.objects.filter(
        pledge__campaign=campaign, party__round=F("pledge__round")
    ).select_related("party__signature", "pledge")
    marks = {place.board_id: mark(place, window) for place in places}
    return Step(PhaseKind.PLEDGE, PLEDGE, window, marks)


def mark(place: Signatory, window: Window | None) -> Mark:
    """How the board stands with its signature; nobody is late once the pledge is closed."""
    party, today = place.party, clock.today()
    stands = progress.standing(window, today, is_done=party.has_signed)
    if stands == progress.LATE and place.pledge.state != PledgeState.OPEN:
        stands = progress.LATER
    late = progress.days_late(window, today) if stands == progress.LATE else 0
    url = reverse("pledges:pledge", args=[place.pledge_id])
    return Mark(stands, lazy(words, str)(party), url, late)


def words(party: Party) -> str:
    """The same in a few words: “signed 15/01/2021”."""
    if party.state != PartyState.SIGNED:
        return str(PartyState(party.state).label)
    signed_at = party.signature.signed_at or party.signature.given_at
    day = date_format(clock.day_of(signed_at), "SHORT_DATE_FORMAT")
    return _("signed %(day)s") % {"day": day}
