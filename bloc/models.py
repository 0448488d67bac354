"""How a bloc is organised: ministry, seats, terms of office."""

import datetime as dt
from dataclasses import dataclass

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.constraints import no_overlap, ordered
from foundation.periods import Period
from members import names
from members.models import UNICODE, Board


@pghistory.track()
class Ministry(models.Model):
    """A ministry that organises blocs (bộ). It may succeed another one."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    succeeds = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors"
    )
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "ministries"

    def __str__(self) -> str:
        return self.name_on(clock.today())

    def get_absolute_url(self) -> str:
        return reverse("bloc:ministry", args=[self.pk])

    @property
    def ministry_id(self) -> int:
        """A ministry is its own subject: permissions ask every subject for its ministry."""
        return self.pk

    @cached_property
    def all_names(self) -> list["MinistryName"]:
        return sorted(self.names.all(), key=lambda name: name.since)

    def name_on(self, day: dt.date) -> str:
        """The ministry's name of that day."""
        found = names.borne_on(self.all_names, day)
        return found.name if found else self.code


@pghistory.track()
class MinistryName(Period):
    """A name that a ministry bore, and its department for emulation (tên bộ, vụ)."""

    ministry = models.ForeignKey(Ministry, models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=300)
    department = models.CharField(_("department"), max_length=300, blank=True)

    class Meta:
        ordering = ["ministry", "since"]
        constraints = [
            ordered("since", "until", name="ministry_name_ends_after_it_begins"),
            no_overlap(
                "ministry",
                name="ministry_bears_one_name_at_a_time",
                message=_("The ministry already bears another name in that period."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MinistryRole(models.TextChoices):
    REVIEWER = "reviewer", _("reviewer")
    APPROVER = "approver", _("approver")
    KEEPER = "keeper", _("keeper of blocs")


@pghistory.track()
class MinistryPost(Period):
    """A person's part in a ministry for a time (phân công tại bộ)."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="ministry_posts"
    )
    ministry = models.ForeignKey(Ministry, models.PROTECT, related_name="posts")
    role = models.CharField(_("role"), max_length=10, choices=MinistryRole)
    title = models.CharField(_("title as printed"), max_length=200, blank=True)

    class Meta:
        ordering = ["ministry", "role", "since"]
        constraints = [
            ordered("since", "until", name="ministry_post_ends_after_it_begins"),
            no_overlap(
                "account",
                "ministry",
                "role",
                name="a_ministry_role_is_held_once_at_a_time",
                message=_("The person already holds this role in that period."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}, {self.get_role_display()}"


@pghistory.track()
class Bloc(models.Model):
    """An emulation bloc: boards of a region under a ministry (khối thi đua)."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=400, db_collation=UNICODE)
    short_name = models.CharField(_("short name"), max_length=300, blank=True)
    organiser = models.ForeignKey(Ministry, models.PROTECT, related_name="blocs")
    established_year = models.PositiveSmallIntegerField(_("established in"))
    basis = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("bloc:bloc", args=[self.pk])

    @property
    def bloc(self) -> "Bloc":
        """A bloc is its own subject: permissions ask every subject for its bloc."""
        return self


@dataclass(frozen=True)
class BlocYear:
    """A bloc in one emulation year (năm thi đua của khối): the subject of what is done in it."""

    bloc: Bloc
    year: int


@pghistory.track()
class Seat(Period):
    """A board's membership in a bloc, by the ministry's decision (tư cách thành viên)."""

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="seats")
    board = models.ForeignKey(Board, models.PROTECT, related_name="seats")
    organiser = models.ForeignKey(Ministry, models.PROTECT, editable=False, related_name="+")
    position = models.PositiveSmallIntegerField(_("place in the bloc's list"))
    decision_number = models.CharField(_("decision number"), max_length=60, blank=True)
    decision_on = models.DateField(_("decision date"), null=True, blank=True)
    end_decision_number = models.CharField(_("ended by decision"), max_length=60, blank=True)
    end_decision_on = models.DateField(_("decision date"), null=True, blank=True)

    class Meta:
        ordering = ["bloc", "position"]
        constraints = [
            ordered("since", "until", name="seat_ends_after_it_begins"),
            no_overlap(
                "board",
                "organiser",
                name="a_board_sits_in_one_bloc_of_an_organiser",
                message=_("The board already sits in a bloc of this ministry in that period."),
            ),
            CheckConstraint(
                condition=Q(decision_number="") | Q(decision_on__isnull=False),
                name="seat_decision_has_its_date",
            ),
            CheckConstraint(
                condition=Q(end_decision_number="") | Q(end_decision_on__isnull=False),
                name="seat_end_decision_has_its_date",
            ),
            CheckConstraint(
                condition=Q(end_decision_number="") | Q(until__isnull=False),
                name="seat_ended_by_decision_has_its_end",
            ),
        ]

    def touches(self, year: int) -> bool:
        """Whether the board was a member on some day of that year."""
        return self.since.year <= year and (self.until is None or self.until.year >= year)

    def __str__(self) -> str:
        return f"{self.board} · {self.bloc}"

    @property
    def bore(self) -> str:
        """The board's name today, or on the last day of an ended seat."""
        today = clock.today()
        return self.board.name_on(min(self.until or today, today))


@pghistory.track()
class Regime(models.Model):
    """The law that holds for a time (chế độ pháp luật áp dụng).

    Reference data; what is not checked against the text says so in ``mark``.
    """

    class Mark(models.TextChoices):
        FOUND = "found", _("found in a public source")
        RECALLED = "recalled", _("to be verified")
        UNSURE = "unsure", _("uncertain, to be verified")

    code = models.CharField(max_length=10, unique=True)
    law = models.CharField(max_length=200)
    decree = models.CharField(max_length=200)
    circular = models.CharField(max_length=200, blank=True)
    ministry_circular = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300)
    mark = models.CharField(max_length=10, choices=Mark)

    class Meta:
        ordering = ["valid_from"]
        constraints = [ordered("valid_from", "valid_to", name="regime_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.code


class Office(models.TextChoices):
    CHIEF = "chief", _("chief")
    DEPUTY = "deputy", _("deputy")
    STAND_IN = "stand_in", _("stand-in")


@pghistory.track()
class Term(Period):
    """A board's time in an office of the bloc (nhiệm kỳ Khối trưởng, Khối phó).

    It counts by the emulation year, not by the calendar: the chief of 2025 still
    closes the books of 2025 while the chief of 2026 has begun. A stand-in is named
    by the ministry to decide where chief and deputy are both concerned.
    """

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="terms")
    year = models.PositiveSmallIntegerField(_("emulation year"))
    office = models.CharField(_("office"), max_length=10, choices=Office)
    board = models.ForeignKey(Board, models.PROTECT, related_name="terms")
    representative = models.CharField(_("representative"), max_length=200, blank=True)
    representative_title = models.CharField(_("title"), max_length=200, blank=True)
    is_invented = models.BooleanField(default=False, editable=False)
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["bloc", "-year", "office"]
        constraints = [
            ordered("since", "until", name="term_ends_after_it_begins"),
            no_overlap(
                "bloc",
                "year",
                "office",
                name="one_board_holds_an_office_at_a_time",
                message=_("Another board already holds this office in that period."),
            ),
            no_overlap(
                "bloc",
                "year",
                "board",
                name="a_board_holds_one_office_at_a_time",
                message=_("The board already holds an office in that period."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.get_office_display()} {self.year}"

    @property
    def bore(self) -> str:
        """The board's name when it took the office."""
        return self.board.name_on(self.since)


@pghistory.track()
class Secretary(Period):
    """The person who keeps the bloc's books for a year (thư ký khối).

    Somebody of the chief's board, appointed by the chief: prepares everything,
    decides nothing.
    """

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="secretaries")
    year = models.PositiveSmallIntegerField(_("emulation year"))
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="secretariats"
    )
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["bloc", "-year"]
        verbose_name_plural = "secretaries"
        constraints = [
            ordered("since", "until", name="secretary_ends_after_begin"),
            no_overlap(
                "bloc",
                "year",
                name="one_secretary_at_a_time",
                message=_("The bloc already has a secretary in that period."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} ({self.year})"
