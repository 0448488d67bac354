"""The boards: what they are called, what became of them, whom to call."""

import datetime as dt

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.constraints import no_overlap, ordered
from foundation.periods import Period
from members import names

UNICODE = "vi-x-icu"  # sorts đ, ơ, ư and the tone marks as Vietnamese does


class Kind(models.TextChoices):
    INDUSTRIAL_PARK = "industrial_park", _("industrial park")
    ECONOMIC_ZONE = "economic_zone", _("economic zone")
    HIGH_TECH_PARK = "high_tech_park", _("high-tech park")


@pghistory.track()
class Board(models.Model):
    """A management board of parks and zones (ban quản lý).

    What it is called depends on the day: see BoardName. ``code`` is unique within
    a bloc, not in the world.
    """

    code = models.CharField(_("code"), max_length=20)
    province = models.CharField(_("province"), max_length=100, db_collation=UNICODE)
    kinds = ArrayField(models.CharField(max_length=20, choices=Kind), verbose_name=_("kinds"))
    seal = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, editable=False, related_name="+"
    )
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["province", "code"]

    def __str__(self) -> str:
        return self.name_on(clock.today())

    def get_absolute_url(self) -> str:
        return reverse("members:board", args=[self.pk])

    @property
    def board_id(self) -> int:
        """A board is its own subject: permissions ask every subject for its board."""
        return self.pk

    @property
    def kind_words(self) -> str:
        """What the board manages, in words."""
        return ", ".join(str(Kind(kind).label) for kind in self.kinds)

    @cached_property
    def all_names(self) -> list["BoardName"]:
        """Every name the board bore; prefetched with ``names`` it costs no query."""
        return sorted(self.names.all(), key=lambda name: name.since)

    def name_on(self, day: dt.date) -> str:
        """The official name of that day, in full; the nearest one where none is known."""
        found = names.borne_on(self.all_names, day)
        return found.name if found else self.code

    def short_name_on(self, day: dt.date) -> str:
        """The short name of that day, or the full one where there is none."""
        found = names.borne_on(self.all_names, day)
        return (found.short_name or found.name) if found else self.code

    @property
    def short_name(self) -> str:
        return self.short_name_on(clock.today())


@pghistory.track()
class BoardName(Period):
    """A name that a board bore for a time (tên gọi qua các thời kỳ)."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="names")
    name = models.CharField(_("official name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=200, blank=True)
    basis = models.CharField(_("basis"), max_length=300, blank=True)

    class Meta:
        ordering = ["board", "since"]
        constraints = [
            ordered("since", "until", name="board_name_ends_after_it_begins"),
            no_overlap(
                "board",
                name="board_bears_one_name_at_a_time",
                message=_("The board already bears another name in that period."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Merger(models.Model):
    """One board going into another one (hợp nhất, sáp nhập).

    Where only the year is known, ``happened_on`` is empty and the year stands
    alone. Awards are traceable through it, never inherited.
    """

    predecessor = models.ForeignKey(Board, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Board, models.PROTECT, related_name="mergers")
    year = models.PositiveSmallIntegerField(_("year"))
    happened_on = models.DateField(_("date"), null=True, blank=True)
    basis = models.CharField(_("basis"), max_length=300, blank=True)

    class Meta:
        ordering = ["year", "pk"]
        constraints = [
            UniqueConstraint(fields=["predecessor", "successor"], name="a_board_merges_once"),
            CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="no_board_merges_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor} ({self.year})"


@pghistory.track()
class Contact(Period):
    """Whom to call at a board (đầu mối liên hệ)."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=200)
    title = models.CharField(_("title"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        ordering = ["board", "name"]
        constraints = [
            ordered("since", "until", name="contact_ends_after_it_begins"),
            CheckConstraint(condition=~Q(phone="", email=""), name="contact_can_be_reached"),
        ]

    def __str__(self) -> str:
        return self.name
