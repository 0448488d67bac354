"""Who may answer, and what was answered, with nothing between the two (docs/secrecy.md).

The roll knows who has answered. The sealed papers hold what, as nobody can read it. No key,
no time and no order leads from one to the other; triggers that the program's own database
role cannot switch off keep it so.
"""

import uuid

import pgtrigger
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import pgettext_lazy

from foundation import clock
from foundation.states import Stateful


def as_many(name: str, operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    """At every commit an open box holds as many papers as the roll has strokes."""
    return pgtrigger.Trigger(
        name=name,
        operation=operation,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        declare=[("found", "TEXT"), ("papers", "INTEGER"), ("strokes", "INTEGER")],
        func="""
            SELECT state INTO found FROM ballots_ballot WHERE id = NEW.ballot_id;
            SELECT count(*) INTO papers FROM ballots_sealedpaper
                WHERE ballot_id = NEW.ballot_id;
            SELECT count(*) INTO strokes FROM ballots_elector
                WHERE ballot_id = NEW.ballot_id AND has_voted;
            IF found = 'open' AND papers <> strokes THEN
                RAISE EXCEPTION 'papers in the box: %, strokes on the roll: %',
                    papers, strokes;
            END IF;
            RETURN NULL;
        """,
    )


class BallotState(models.TextChoices):
    PREPARED = "prepared", pgettext_lazy("ballot", "prepared")
    OPEN = "open", pgettext_lazy("ballot", "open")
    COUNTING = "counting", pgettext_lazy("ballot", "being counted")
    COUNTED = "counted", pgettext_lazy("ballot", "counted")
    VOID = "void", pgettext_lazy("ballot", "void")


class Ballot(Stateful):
    """One thing that is asked in secret, and the box of its papers (lần lấy phiếu kín).

    What it asks, its key and its roll are fixed once it is open. ``wrapped_key`` is the
    private half of the system's own key, encrypted; what opens that lies outside the
    database (foundation.ballots.keys) and is destroyed at the count. ``paper_size``: bytes,
    to which every paper is filled up, so that its length tells nothing.
    """

    MOVES = {
        BallotState.PREPARED: {BallotState.OPEN, BallotState.VOID},
        BallotState.OPEN: {BallotState.COUNTING, BallotState.VOID},
        BallotState.COUNTING: {BallotState.COUNTED},
        BallotState.COUNTED: set(),
        BallotState.VOID: set(),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=8, choices=BallotState, default=BallotState.PREPARED)
    asks = models.JSONField()
    paper_size = models.PositiveIntegerField()
    public_key = models.BinaryField()
    wrapped_key = models.BinaryField()
    opened_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(paper_size__gte=64), name="a_paper_has_room"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="an_open_ballot_stays",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("moves", "TEXT")],
                func="""
                    moves := OLD.state || '>' || NEW.state;
                    IF OLD.state <> NEW.state AND moves NOT IN (
                        'prepared>open', 'prepared>void', 'open>counting', 'open>void',
                        'counting>counted'
                    ) THEN
                        RAISE EXCEPTION 'a ballot does not go from % to %', OLD.state, NEW.state;
                    END IF;
                    IF OLD.state <> 'prepared' AND (
                        OLD.id <> NEW.id OR OLD.asks <> NEW.asks
                        OR OLD.paper_size <> NEW.paper_size OR OLD.public_key <> NEW.public_key
                        OR OLD.opened_at <> NEW.opened_at
                    ) THEN
                        RAISE EXCEPTION 'what an open ballot asks is fixed';
                    END IF;
                    IF OLD.state <> 'prepared' AND OLD.wrapped_key <> NEW.wrapped_key
                        AND NEW.state NOT IN ('counting', 'void')
                    THEN
                        RAISE EXCEPTION 'the key is destroyed at the count';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="ballots_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Elector(models.Model):
    """Who may answer once, and whether that has happened (danh sách người được lấy phiếu).

    ``seat``: the room's own key of whose answer it is. No time, and after the count all
    rows are written anew, so that not even their order tells when.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="roll")
    seat = models.CharField(max_length=60)
    has_voted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["ballot", "seat"], name="one_line_per_seat_and_ballot"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="the_roll_is_fixed_once_open",
                operation=pgtrigger.Insert | pgtrigger.Delete,
                when=pgtrigger.Before,
                declare=[("found", "TEXT"), ("ballot", "UUID")],
                func="""
                    IF TG_OP = 'DELETE' THEN ballot := OLD.ballot_id;
                    ELSE ballot := NEW.ballot_id; END IF;
                    SELECT state INTO found FROM ballots_ballot WHERE id = ballot;
                    IF found <> 'prepared' OR (TG_OP = 'INSERT' AND NEW.has_voted) THEN
                        RAISE EXCEPTION 'the roll of an open ballot is fixed';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="nobody_is_struck_off_twice",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("found", "TEXT")],
                func="""
                    SELECT state INTO found FROM ballots_ballot WHERE id = OLD.ballot_id;
                    IF OLD.id <> NEW.id OR OLD.ballot_id <> NEW.ballot_id OR OLD.seat <> NEW.seat
                        OR (OLD.has_voted AND NOT NEW.has_voted)
                        OR (OLD.has_voted <> NEW.has_voted AND found <> 'open')
                        OR (OLD.has_voted AND found = 'open')
                    THEN
                        RAISE EXCEPTION 'the roll of an open ballot is only struck off, once';
                    END IF;
                    RETURN NEW;
                """,
            ),
            as_many("as_many_strokes_as_papers", pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return self.seat


class SealedPaper(models.Model):
    """One paper in the box, encrypted before it was stored (phiếu đã niêm phong).

    No time, no number, no line of the roll. As many as the roll has strokes, at every commit.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="box")
    sealed = models.BinaryField()

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="the_box_takes_papers_while_open",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("found", "TEXT")],
                func="""
                    SELECT state INTO found FROM ballots_ballot WHERE id = NEW.ballot_id;
                    IF found <> 'open' THEN RAISE EXCEPTION 'the box is not open'; END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="the_box_is_emptied_at_the_count",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                declare=[("found", "TEXT")],
                func="""
                    SELECT state INTO found FROM ballots_ballot WHERE id = OLD.ballot_id;
                    IF TG_OP = 'UPDATE' OR found NOT IN ('counting', 'void') THEN
                        RAISE EXCEPTION 'papers stay in the box until the count';
                    END IF;
                    RETURN OLD;
                """,
            ),
            as_many("as_many_papers_as_strokes", pgtrigger.Insert),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Paper(models.Model):
    """What came out of the box, or a part of it, shuffled and written once (phiếu đã mở)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="papers")
    content = models.JSONField()

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="papers_are_written_at_the_count",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("found", "TEXT")],
                func="""
                    SELECT state INTO found FROM ballots_ballot WHERE id = NEW.ballot_id;
                    IF found <> 'counting' THEN
                        RAISE EXCEPTION 'papers are written at the count';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="papers_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.pk)
