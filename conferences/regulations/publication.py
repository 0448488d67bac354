"""Whether something of a conference may be shown to the public."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from campaigns import merging
from conferences.models import Conference, Publication
from conferences.queries import publication as queries
from conferences.regulations.conferences import check_stands
from conferences.regulations.minutes import MinutesStale
from foundation import clock
from foundation.refusals import Refusal

MOST_PHOTOS = 40  # of one conference: what one page still shows


class PhotoCaptionMissing(Refusal):
    text = _("Say what is to be seen on the photo.")
    field = "caption"


class PhotoShown(Refusal):
    text = _("This photo stands on the page already.")
    field = "file"


class PhotosFull(Refusal):
    text = _("A conference shows at most %(most)s photos.")


class SummaryMissing(Refusal):
    text = _("Write the summary for the public first.")


class NotHeldYet(Refusal):
    text = _("The conference is still to be held; publish it afterwards.")


class PublishedAlready(Refusal):
    text = _("The conference has been published already.")
    is_final = True


class NotPublished(Refusal):
    text = _("The conference is not published.")
    is_final = True


def check_add_photo(conference: Conference, sha256: str, caption: str) -> None:
    """With a caption, once, as long as there is room.

    Raises ConferenceCalledOff, PhotoCaptionMissing, PhotoShown and PhotosFull.
    """
    check_stands(conference)
    if not caption.strip():
        raise PhotoCaptionMissing
    shown = queries.photos_of(conference)
    if shown.filter(picture__blob=sha256).exists():
        raise PhotoShown
    if shown.count() >= MOST_PHOTOS:
        raise PhotosFull(most=MOST_PHOTOS)


def check_write_summary(publication: Publication, seen: Mapping[str, str] | None) -> None:
    """On the words that the writer had seen. Raises ConferenceCalledOff and MinutesStale."""
    check_stands(publication.conference)
    held = {"summary": publication.summary}
    if seen is not None and not merging.is_same(held, seen):
        raise MinutesStale


def check_publish(publication: Publication) -> None:
    """Once it was held, with a summary, once.

    Raises ConferenceCalledOff, NotHeldYet, SummaryMissing and PublishedAlready.
    """
    check_stands(publication.conference)
    if publication.published_at:
        raise PublishedAlready
    if publication.conference.held_on > clock.today():
        raise NotHeldYet
    if not publication.summary:
        raise SummaryMissing


def check_withdraw(publication: Publication) -> None:
    """Raises NotPublished."""
    if publication.published_at is None:
        raise NotPublished
