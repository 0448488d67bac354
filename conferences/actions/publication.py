"""A conference is told to the public: photos, a summary, and the chief's word."""

from collections.abc import Mapping

from django.db import transaction

from conferences.models import Conference, ConferencePhoto, Publication
from conferences.queries import publication as queries
from conferences.regulations import publication as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.documents.keeping import file_document
from foundation.documents.models import Document
from foundation.documents.photos import Photograph
from foundation.documents.uploads import JPEG
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def add_conference_photo(
    conference: Conference, *, photograph: Photograph, caption: str, by: Account
) -> ConferencePhoto:
    """Show a photo of the conference (thêm ảnh hội nghị).

    Raises ConferenceCalledOff, PhotoCaptionMissing, PhotoShown and PhotosFull.
    """
    lock(conference)
    regulations.check_add_photo(conference, photograph.sha256, caption)
    photo = ConferencePhoto.objects.create(
        conference=conference,
        picture=filed(conference, photograph.content, caption, by),
        thumbnail=filed(conference, photograph.thumbnail, caption, by),
        caption=caption.strip(),
        added_by=by,
    )
    record("conferences.add_conference_photo", conference, by=by, caption=photo.caption)
    return photo


def filed(conference: Conference, content: bytes, caption: str, by: Account) -> Document:
    """One size of a photo; its name tells nothing of the person's own file."""
    return file_document(
        content,
        media_type=JPEG,
        title=caption.strip(),
        file_name=f"hoi-nghi-{conference.pk}.jpg",
        bloc=conference.bloc.code,
        year=conference.year,
        filed_by=by.get_username(),
    )


@transaction.atomic
def remove_conference_photo(photo: ConferencePhoto, *, by: Account) -> None:
    """Show a photo no longer; it stays kept (gỡ ảnh hội nghị). Twice is once."""
    lock(photo)
    if photo.removed_at:
        return
    photo.removed_at, photo.removed_by = clock.now(), by
    photo.save(update_fields=["removed_at", "removed_by"])
    record("conferences.remove_conference_photo", photo.conference, by=by, caption=photo.caption)


@transaction.atomic
def write_public_summary(
    conference: Conference, *, summary: str, seen: Mapping[str, str] | None = None, by: Account
) -> None:
    """What the public reads of it (viết tin công bố). What is published changes at once.

    Raises ConferenceCalledOff and MinutesStale.
    """
    publication = held(conference)
    regulations.check_write_summary(publication, seen)
    publication.summary = summary.strip()
    publication.save()
    record("conferences.write_public_summary", conference, by=by)


@transaction.atomic
def publish_conference(conference: Conference, *, by: Account) -> None:
    """Let everybody read it, without an account (công bố hội nghị).

    Raises ConferenceCalledOff, NotHeldYet, SummaryMissing and PublishedAlready.
    """
    publication = held(conference)
    regulations.check_publish(publication)
    publication.published_at, publication.published_by = clock.now(), by
    publication.save()
    record("conferences.publish_conference", conference, by=by)


@transaction.atomic
def withdraw_publication(conference: Conference, *, by: Account) -> None:
    """Show it to the public no longer (gỡ tin công bố). Raises NotPublished."""
    publication = held(conference)
    regulations.check_withdraw(publication)
    publication.published_at, publication.published_by = None, None
    publication.save()
    record("conferences.withdraw_publication", conference, by=by)


def held(conference: Conference) -> Publication:
    """The summary, with the conference locked."""
    lock(conference)
    return queries.publication_of(conference)
