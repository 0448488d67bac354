"""What a conference votes on, by which rules, and who counts."""

from dataclasses import dataclass
from fractions import Fraction

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bloc.models import Bloc
from conferences.models.conference import Conference
from foundation import clock
from foundation.ballots import rules
from foundation.ballots.models import Ballot, Keyholder
from foundation.constraints import together
from foundation.states import Stateful
from members.models import Board


class Purpose(models.TextChoices):
    PROPOSAL = "proposal", pgettext_lazy("ballot", "proposals for awards")
    CHIEF = "chief", pgettext_lazy("ballot", "chief of the next year")
    DEPUTY = "deputy", pgettext_lazy("ballot", "deputy of the next year")
    OTHER = "other", pgettext_lazy("ballot", "something else")


ELECTIONS = (Purpose.CHIEF, Purpose.DEPUTY)


class VoteKind(models.TextChoices):
    AGREE = str(rules.Kind.AGREE), _("agree or disagree to each")
    CHOOSE = str(rules.Kind.CHOOSE), _("choose up to a number of them")
    ELECT = str(rules.Kind.ELECT), _("elect one of them")


class ShareOf(models.TextChoices):
    ALL = str(rules.Base.ALL), _("of all members of the bloc")
    PRESENT = str(rules.Base.PRESENT), _("of the boards that are there")
    VALID = str(rules.Base.VALID), _("of the valid papers")


class BallotStage(models.TextChoices):
    PREPARED = "prepared", pgettext_lazy("ballot", "being prepared")
    FROZEN = "frozen", pgettext_lazy("ballot", "frozen")
    OPEN = "open", pgettext_lazy("ballot", "open")
    CLOSED = "closed", pgettext_lazy("ballot", "closed")
    COUNTED = "counted", pgettext_lazy("ballot", "counted, not declared yet")
    DECLARED = "declared", pgettext_lazy("ballot", "declared")
    VOID = "void", pgettext_lazy("ballot", "void")


@pghistory.track()
class Teller(models.Model):
    """Somebody who counts the votes of a conference (thành viên tổ kiểm phiếu).

    ``position``: the first one is at the head. ``keyholder``: their key, once they have set a
    pass-phrase; ``tried_at``: since when they have shown that they remember it.
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="tellers")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="votes_counted"
    )
    position = models.PositiveSmallIntegerField()
    keyholder = models.OneToOneField(Keyholder, models.PROTECT, null=True, related_name="teller")
    tried_at = models.DateTimeField(null=True)
    named_at = models.DateTimeField(default=clock.now)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["conference", "position"]
        constraints = [
            UniqueConstraint(
                fields=["conference", "account"],
                condition=Q(ended_at=None),
                name="one_counts_a_conference_once",
            ),
            together("ended_at", "ended_by", name="teller_replacement_is_signed"),
        ]

    def __str__(self) -> str:
        return str(self.account)

    @property
    def bloc(self) -> Bloc:
        return self.conference.bloc

    @property
    def year(self) -> int:
        return self.conference.year


@pghistory.track()
class ConferenceBallot(Stateful):
    """One thing that a conference votes on (lần bỏ phiếu), in secret or by show of hands.

    Its rules are data with their ``source``: who votes is one per member of the bloc on the
    day; ``share``: how many votes are enough, of what (``share_of``), more than that or at
    least; ``most``: how many one paper may choose; ``places``: how many win, 0 for all that
    have enough. ``votes_on_itself``: whether a board that stands may vote for itself. Once
    frozen all this stays (the box holds it a second time). ``present`` and ``issued``: boards
    that were there when it was closed, and those that had a paper before them. ``outcome``:
    what was counted (foundation.ballots.rules). ``after``: the ballot of which this is the
    second round, or the new one after it was void.
    """

    MOVES = {
        BallotStage.PREPARED: {BallotStage.FROZEN, BallotStage.VOID},
        BallotStage.FROZEN: {BallotStage.OPEN, BallotStage.VOID},
        BallotStage.OPEN: {BallotStage.CLOSED, BallotStage.VOID},
        BallotStage.CLOSED: {BallotStage.COUNTED, BallotStage.VOID},
        BallotStage.COUNTED: {BallotStage.DECLARED, BallotStage.VOID},
        BallotStage.DECLARED: set(),
        BallotStage.VOID: set(),
    }

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="ballots")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=8, choices=BallotStage, default=BallotStage.PREPARED, editable=False
    )
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose)
    kind = models.CharField(_("kind"), max_length=6, choices=VoteKind)
    title = models.CharField(_("what is voted on"), max_length=300)
    is_secret = models.BooleanField(_("in secret"), default=True)
    share_parts = models.PositiveSmallIntegerField(default=1)
    share_whole = models.PositiveSmallIntegerField(default=2)
    is_strict = models.BooleanField(default=True)
    share_of = models.CharField(max_length=7, choices=ShareOf, default=ShareOf.ALL)
    most = models.PositiveSmallIntegerField(default=1)
    places = models.PositiveSmallIntegerField(default=0)
    votes_on_itself = models.BooleanField(default=True)
    has_codes = models.BooleanField(default=False)
    source = models.CharField(_("where the rules are set"), max_length=300, blank=True)
    after = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    box = models.OneToOneField(Ballot, models.PROTECT, null=True, related_name="conference_ballot")
    closes_at = models.DateTimeField(null=True)
    present = models.PositiveSmallIntegerField(null=True)
    issued = models.PositiveSmallIntegerField(null=True)
    outcome = models.JSONField(null=True)
    prepared_at = models.DateTimeField(default=clock.now)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)
    declared_at = models.DateTimeField(null=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    void_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["conference", "position"]
        constraints = [
            UniqueConstraint(fields=["conference", "position"], name="one_ballot_per_place"),
            CheckConstraint(condition=~Q(title=""), name="ballot_says_what_is_voted_on"),
            CheckConstraint(
                condition=Q(share_parts__gte=1, share_parts__lte=F("share_whole")),
                name="enough_is_a_share",
            ),
            CheckConstraint(condition=Q(most__gte=1), name="one_may_choose_one_at_least"),
            CheckConstraint(
                condition=Q(is_secret=False)
                | Q(state__in=[BallotStage.PREPARED, BallotStage.VOID])
                | Q(box__isnull=False),
                name="a_frozen_secret_ballot_has_its_box",
            ),
            CheckConstraint(
                condition=~Q(state__in=[BallotStage.COUNTED, BallotStage.DECLARED])
                | Q(outcome__isnull=False, closed_at__isnull=False, counted_at__isnull=False),
                name="a_counted_ballot_has_its_outcome",
            ),
            CheckConstraint(
                condition=~Q(state=BallotStage.VOID) | ~Q(void_reason=""),
                name="a_ballot_is_void_with_a_reason",
            ),
            together("frozen_at", "frozen_by", name="ballot_freeze_is_signed"),
            together("opened_at", "opened_by", name="ballot_opening_is_signed"),
            together("closed_at", "present", "issued", name="who_was_there_is_kept_at_the_close"),
            together("declared_at", "declared_by", name="ballot_declaration_is_signed"),
            together("voided_at", "voided_by", name="ballot_voiding_is_signed"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="the_rules_of_a_frozen_ballot_stay",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF OLD.state <> 'prepared' AND (
                        ROW(OLD.conference_id, OLD.position, OLD.purpose, OLD.kind, OLD.title,
                            OLD.is_secret, OLD.share_parts, OLD.share_whole, OLD.is_strict,
                            OLD.share_of, OLD.most, OLD.places, OLD.votes_on_itself,
                            OLD.has_codes, OLD.source, OLD.box_id, OLD.after_id)
                        IS DISTINCT FROM
                        ROW(NEW.conference_id, NEW.position, NEW.purpose, NEW.kind, NEW.title,
                            NEW.is_secret, NEW.share_parts, NEW.share_whole, NEW.is_strict,
                            NEW.share_of, NEW.most, NEW.places, NEW.votes_on_itself,
                            NEW.has_codes, NEW.source, NEW.box_id, NEW.after_id)
                        OR NEW.state = 'prepared'
                    ) THEN
                        RAISE EXCEPTION 'what a frozen ballot goes by stays';
                    END IF;
                    IF OLD.state IN ('counted', 'declared')
                        AND OLD.outcome IS DISTINCT FROM NEW.outcome
                    THEN
                        RAISE EXCEPTION 'what was counted stays';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="conference_ballots_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("conferences:ballot", args=[self.pk])

    @property
    def bloc(self) -> Bloc:
        return self.conference.bloc

    @property
    def year(self) -> int:
        return self.conference.year

    @property
    def share(self) -> Fraction:
        """How many votes are enough, as a share; never a float."""
        return Fraction(self.share_parts, self.share_whole)

    @property
    def is_election(self) -> bool:
        return self.purpose in ELECTIONS

    @property
    def rules(self) -> rules.Rules:
        """What it goes by, for counting."""
        return rules.Rules(
            kind=rules.Kind(self.kind),
            share=self.share,
            is_strict=self.is_strict,
            base=rules.Base(self.share_of),
            quorum=self.conference.quorum_share,
            most=self.most,
            places=self.places,
        )


@pghistory.track()
class BallotOption(models.Model):
    """Somebody or something that is voted on (người, đơn vị trong danh sách bỏ phiếu).

    ``board``: where it is a board; the name stands as it was when it was written.
    """

    ballot = models.ForeignKey(ConferenceBallot, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    board = models.ForeignKey(Board, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["ballot", "position"]
        constraints = [
            UniqueConstraint(fields=["ballot", "position"], name="one_option_per_place"),
            UniqueConstraint(fields=["ballot", "board"], name="a_board_stands_once"),
            CheckConstraint(condition=~Q(text=""), name="option_has_words"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="the_options_of_a_frozen_ballot_stay",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                declare=[("found", "TEXT"), ("ballot", "BIGINT")],
                func="""
                    IF TG_OP = 'DELETE' THEN ballot := OLD.ballot_id;
                    ELSE ballot := NEW.ballot_id; END IF;
                    SELECT state INTO found FROM conferences_conferenceballot WHERE id = ballot;
                    IF found <> 'prepared' THEN
                        RAISE EXCEPTION 'what a frozen ballot asks stays';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def key(self) -> str:
        """Its name on a paper of the box."""
        return str(self.position)


@pghistory.track()
class ShowOfHands(models.Model):
    """What one teller has counted of an open vote; where two agree it is counted (biểu quyết)."""

    ballot = models.ForeignKey(ConferenceBallot, models.PROTECT, related_name="hands")
    teller = models.ForeignKey(Teller, models.PROTECT, related_name="hands")
    figures = models.JSONField()
    entered_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["ballot", "pk"]
        constraints = [
            UniqueConstraint(fields=["ballot", "teller"], name="a_teller_counts_hands_once"),
        ]

    def __str__(self) -> str:
        return str(self.teller)


@dataclass(frozen=True)
class BoardAtBallot:
    """A board before a ballot (đơn vị bỏ phiếu): its delegate votes."""

    ballot: ConferenceBallot
    board: Board

    @property
    def conference(self) -> Conference:
        return self.ballot.conference

    @property
    def board_id(self) -> int:
        return self.board.pk

    @property
    def seat(self) -> str:
        """The board's line on the roll."""
        return str(self.board.pk)

    @property
    def bloc(self) -> Bloc:
        return self.ballot.bloc

    @property
    def year(self) -> int:
        return self.ballot.year


@dataclass(frozen=True)
class TellerAtBallot:
    """A teller before a ballot: gives a part of the key, enters what was counted by hand."""

    ballot: ConferenceBallot
    teller: Teller

    @property
    def account_id(self) -> int:
        return self.teller.account_id

    @property
    def bloc(self) -> Bloc:
        return self.ballot.bloc

    @property
    def year(self) -> int:
        return self.ballot.year
