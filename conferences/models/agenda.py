"""What is spoken of at a conference, one thing after the other."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from conferences.models.conference import Conference
from foundation import clock
from foundation.constraints import together
from foundation.documents.models import Document


@pghistory.track()
class AgendaItem(models.Model):
    """One thing on the agenda, and how many minutes it takes (nội dung chương trình hội nghị).

    When it begins follows from the hour of opening and what stands before it. It is taken
    off the agenda, never deleted. What is spoken of now is what has begun last.
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("what it is about"), max_length=300)
    speaker = models.CharField(_("speaker"), max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    begun_at = models.DateTimeField(null=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["conference", "position"]
        constraints = [
            UniqueConstraint(
                fields=["conference", "position"],
                name="one_item_per_place_on_the_agenda",
                deferrable=models.Deferrable.DEFERRED,
            ),
            CheckConstraint(condition=~Q(title=""), name="agenda_item_says_something"),
            CheckConstraint(condition=Q(minutes__gte=1), name="agenda_item_takes_time"),
            together("begun_at", "begun_by", name="agenda_item_begins_signed"),
            together("removed_at", "removed_by", name="agenda_item_removal_is_signed"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def bloc(self) -> Bloc:
        return self.conference.bloc

    @property
    def year(self) -> int:
        return self.conference.year


@pghistory.track()
class AgendaDocument(models.Model):
    """A paper that the boards read for an item of the agenda (tài liệu hội nghị)."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="documents")
    document = models.ForeignKey(Document, models.PROTECT, related_name="on_agendas")
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["item", "added_at", "pk"]
        constraints = [
            together("removed_at", "removed_by", name="agenda_document_removal_is_signed")
        ]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def bloc(self) -> Bloc:
        return self.item.bloc

    @property
    def year(self) -> int:
        return self.item.year
