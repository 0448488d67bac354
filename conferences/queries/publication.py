"""What the public may read of conferences, and who sees what of it before."""

from django.db.models import QuerySet

from conferences.models import (
    BallotStage,
    Conference,
    ConferenceBallot,
    ConferencePhoto,
    Publication,
)
from conferences.queries.conferences import conferences_visible_to
from members.models import Account


def publication_of(conference: Conference) -> Publication:
    """The summary; an empty one where nobody has written any yet."""
    found = Publication.objects.filter(conference=conference).first()
    return found or Publication(conference=conference)


def published() -> QuerySet[Publication]:
    """What everybody may read, the newest conference first."""
    rows = Publication.objects.filter(published_at__isnull=False, conference__called_off_at=None)
    around = ("conference__campaign__bloc", "conference__host")
    return rows.select_related(*around).order_by("-conference__held_on", "-pk")


def photos_of(conference: Conference) -> QuerySet[ConferencePhoto]:
    """The photos that are shown, the first one first."""
    return conference.photos.filter(removed_at=None).order_by("added_at", "pk")


def photos_visible_to(account: Account) -> QuerySet[ConferencePhoto]:
    """Those of the conferences of which the person may know."""
    conferences = conferences_visible_to(account).order_by().values("pk")
    return with_files(ConferencePhoto.objects.filter(conference__in=conferences))


def public_photos() -> QuerySet[ConferencePhoto]:
    """Those of what is published, for everybody."""
    rows = ConferencePhoto.objects.filter(
        conference__publication__published_at__isnull=False, conference__called_off_at=None
    )
    return with_files(rows)


def with_files(rows: QuerySet[ConferencePhoto]) -> QuerySet[ConferencePhoto]:
    around = ("picture__blob", "thumbnail__blob", "conference__campaign__bloc")
    return rows.filter(removed_at=None).select_related(*around)


def declared_at(conference: Conference) -> QuerySet[ConferenceBallot]:
    """The ballots whose results the chair has told, with what they were about."""
    rows = conference.ballots.filter(state=BallotStage.DECLARED).select_related("box")
    return rows.prefetch_related("options").order_by("position")
