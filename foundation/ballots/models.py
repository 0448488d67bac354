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
            IF found IN ('open', 'closed') AND papers <> strokes THEN
                RAISE EXCEPTION 'papers in the box: %, strokes on the roll: %',
                    papers, strokes;
            END IF;
            RETURN NULL;
        """,
    )


class BallotState(models.TextChoices):
    PREPARED = "prepared", pgettext_lazy("ballot", "prepared")
    FROZEN = "frozen", pgettext_lazy("ballot", "frozen")
    OPEN = "open", pgettext_lazy("ballot", "open")
    CLOSED = "closed", pgettext_lazy("ballot", "closed")
    COUNTING = "counting", pgettext_lazy("ballot", "being counted")
    COUNTED = "counted", pgettext_lazy("ballot", "counted")
    VOID = "void", pgettext_lazy("ballot", "void")


class Ballot(Stateful):
    """One thing that is asked in secret, and the box of its papers (lần lấy phiếu kín).

    What it asks, its key and its roll are fixed once it is frozen, or opened where nobody
    needs to see it before. ``wrapped_key`` is the private half of its key, encrypted; what
    opens that lies outside the database (foundation.ballots.keys) and is destroyed at the
    count. Where tellers hold the key, they have ``parts`` of it, and the box is closed before
    it is counted. ``paper_size``: bytes, to which every paper is filled up, so that its
    length tells nothing.
    """

    MOVES = {
        BallotState.PREPARED: {BallotState.FROZEN, BallotState.OPEN, BallotState.VOID},
        BallotState.FROZEN: {BallotState.OPEN, BallotState.VOID},
        BallotState.OPEN: {BallotState.CLOSED, BallotState.COUNTING, BallotState.VOID},
        BallotState.CLOSED: {BallotState.COUNTING, BallotState.VOID},
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
                        'prepared>frozen', 'prepared>open', 'prepared>void', 'frozen>open',
                        'frozen>void', 'open>closed', 'open>counting', 'open>void',
                        'closed>counting', 'closed>void', 'counting>counted'
                    ) THEN
                        RAISE EXCEPTION 'a ballot does not go from % to %', OLD.state, NEW.state;
                    END IF;
                    IF OLD.state <> 'prepared' AND (
                        OLD.id <> NEW.id OR OLD.asks <> NEW.asks
                        OR OLD.paper_size <> NEW.paper_size OR OLD.public_key <> NEW.public_key
                        OR (OLD.opened_at <> NEW.opened_at AND OLD.state <> 'frozen')
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


class Way(models.TextChoices):
    BOX = "", pgettext_lazy("elector", "here, on a phone or computer")
    PAPER = "paper", pgettext_lazy("elector", "on a sheet of paper")
    WRITTEN = "written", pgettext_lazy("elector", "in writing, by letter")


class Elector(models.Model):
    """Who may answer once, and whether that has happened (danh sách người được lấy phiếu).

    ``seat``: the room's own key of whose answer it is. ``way``: whoever has a sheet of paper
    or has written a letter gets no paper of the box. No time, and after the count all rows
    are written anew, so that not even their order tells when.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="roll")
    seat = models.CharField(max_length=60)
    has_voted = models.BooleanField(default=False)
    way = models.CharField(max_length=7, choices=Way, default=Way.BOX, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["ballot", "seat"], name="one_line_per_seat_and_ballot"),
            CheckConstraint(
                condition=Q(way=Way.BOX) | Q(has_voted=False), name="one_paper_per_elector"
            ),
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
                        OR (OLD.way <> NEW.way AND found NOT IN ('prepared', 'frozen', 'open'))
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


class Keyholder(models.Model):
    """A teller's own key, which only their pass-phrase opens (khóa của người kiểm phiếu).

    ``holder``: the room's own key of whose it is. A new pass-phrase is a new row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.CharField(max_length=60)
    public_key = models.BinaryField()
    salt = models.BinaryField()
    wrapped = models.BinaryField()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="keyholders_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.holder


class KeyPart(models.Model):
    """A teller's part of what opens a ballot's key (phần khóa của lần bỏ phiếu).

    ``sealed`` to the teller's own key. ``turned``: once the teller has given it at the count,
    encrypted with what lies outside the database; alone it says nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="parts")
    holder = models.ForeignKey(Keyholder, models.PROTECT, related_name="parts")
    sealed = models.BinaryField()
    turned = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            UniqueConstraint(fields=["ballot", "holder"], name="one_part_per_teller_and_ballot"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="parts_are_given_at_the_count",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                declare=[("found", "TEXT"), ("ballot", "UUID")],
                func="""
                    IF TG_OP = 'DELETE' THEN ballot := OLD.ballot_id;
                    ELSE ballot := NEW.ballot_id; END IF;
                    SELECT state INTO found FROM ballots_ballot WHERE id = ballot;
                    IF (TG_OP = 'INSERT' AND found <> 'prepared')
                        OR (TG_OP = 'DELETE' AND found NOT IN ('counting', 'void'))
                        OR (TG_OP = 'UPDATE' AND (found <> 'closed' OR OLD.id <> NEW.id
                            OR OLD.ballot_id <> NEW.ballot_id OR OLD.holder_id <> NEW.holder_id
                            OR OLD.sealed <> NEW.sealed))
                    THEN
                        RAISE EXCEPTION 'parts of a key are given at the count only';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class HandCount(models.Model):
    """What one teller has counted of the papers on paper, sealed until the count (kiểm tay).

    Two tellers enter it, each by themselves; where they differ nothing is counted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="hand_counts")
    teller = models.CharField(max_length=60)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["ballot", "teller"], name="one_hand_count_per_teller"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="hand_counts_come_after_the_close",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                declare=[("found", "TEXT"), ("ballot", "UUID")],
                func="""
                    IF TG_OP = 'DELETE' THEN ballot := OLD.ballot_id;
                    ELSE ballot := NEW.ballot_id; END IF;
                    SELECT state INTO found FROM ballots_ballot WHERE id = ballot;
                    IF (TG_OP = 'DELETE' AND found NOT IN ('closed', 'counting', 'void'))
                        OR (TG_OP <> 'DELETE' AND found <> 'closed')
                    THEN
                        RAISE EXCEPTION 'papers on paper are counted after the close';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
