"""What the public may read of a conference."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from conferences.models.conference import Conference
from foundation import clock
from foundation.constraints import together
from foundation.documents.models import Document


@pghistory.track()
class Publication(models.Model):
    """A summary of a conference for the public page (tin công bố); read once it is published."""

    conference = models.OneToOneField(Conference, models.PROTECT, related_name="publication")
    summary = models.TextField(_("summary"), blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            together("published_at", "published_by", name="publication_is_signed"),
            CheckConstraint(
                condition=Q(published_at=None) | ~Q(summary=""),
                name="what_is_published_says_something",
            ),
        ]

    def __str__(self) -> str:
        return str(self.conference)

    def get_absolute_url(self) -> str:
        return reverse("conferences:published", args=[self.conference_id])

    @property
    def bloc(self) -> Bloc:
        return self.conference.bloc

    @property
    def year(self) -> int:
        return self.conference.year


@pghistory.track()
class ConferencePhoto(models.Model):
    """A picture of a conference, without what the camera wrote into it (ảnh hội nghị).

    Kept in two sizes. It is removed from sight, never deleted.
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="photos")
    picture = models.ForeignKey(Document, models.PROTECT, related_name="+")
    thumbnail = models.ForeignKey(Document, models.PROTECT, related_name="+")
    caption = models.CharField(_("caption"), max_length=300)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["conference", "added_at", "pk"]
        constraints = [
            CheckConstraint(
                condition=~Q(caption=""), name="conference_photo_says_what_is_to_be_seen"
            ),
            together("removed_at", "removed_by", name="conference_photo_removal_is_signed"),
        ]

    def __str__(self) -> str:
        return self.caption

    @property
    def bloc(self) -> Bloc:
        return self.conference.bloc

    @property
    def year(self) -> int:
        return self.conference.year
