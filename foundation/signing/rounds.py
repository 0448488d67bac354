"""The life of a round: opened once, signed in any order, then sealed, closed or void.

It knows parties by key and name only. Rooms check who may and whether, record what was
done, and call these functions inside their own transaction.
"""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.documents import pades
from foundation.documents.keeping import file_document
from foundation.jobs.queue import later
from foundation.refusals import Refusal
from foundation.shortcuts import lock
from foundation.signing import trust
from foundation.signing.models import (
    Method,
    Party,
    PartyState,
    Revision,
    Round,
    RoundState,
    Signature,
)


class RoundOver(Refusal):
    text = _("The signing is over: the document is %(state)s.")
    is_final = True


class SignaturesDoNotVerify(Refusal):
    text = _("These signatures do not verify, so the document cannot be sealed: %(parties)s.")


class AnotherScanWaits(Refusal):
    text = _("Another scan has been uploaded meanwhile. Look at that one.")
    is_final = True


@transaction.atomic
def open_round(  # noqa: PLR0913 -- what is known of a document that is to be signed
    pdf: bytes,
    *,
    title: str,
    file_name: str,
    code: str,
    parties: Sequence[tuple[str, str, str]],
    bloc: str = "",
    year: int | None = None,
    is_demo: bool = False,
) -> Round:
    """Open a drawn document for signature (mở đợt ký).

    pdf: with all signature fields laid. parties: (key, official name, field), in the
    order of the paper. code: short, unique, printed on the paper.
    """
    drawn = file_document(pdf, title=title, file_name=file_name, bloc=bloc, year=year)
    opened = Round.objects.create(
        code=code, title=title, drawn=drawn, newest=drawn, is_demo=is_demo
    )
    Revision.objects.create(round=opened, number=0, document=drawn)
    Party.objects.bulk_create(
        Party(round=opened, position=position, key=key, name=name, field=field)
        for position, (key, name, field) in enumerate(parties, 1)
    )
    return opened


def newest_revision(round_: Round) -> Revision:
    """The revision that the next party signs."""
    return round_.revisions.select_related("document__blob").latest("number")


def missing(round_: Round) -> list[Party]:
    """The parties that have not signed, in the paper's order."""
    return list(unsigned(round_))


def unsigned(round_: Round) -> QuerySet[Party]:
    return round_.parties.exclude(state__in=[PartyState.SIGNED, PartyState.ON_PAPER])


def is_complete(round_: Round) -> bool:
    """Whether everybody has signed, digitally or on paper."""
    return not unsigned(round_).exists()


def check_open(round_: Round) -> None:
    """Raises RoundOver when the round is sealed, closed or void."""
    if round_.state != RoundState.OPEN:
        raise RoundOver(state=round_.get_state_display())


def lock_for_signing(party: Party) -> None:
    """Hold the round, then the party: one order everywhere. Raises RoundOver."""
    round_ = party.round
    lock(round_)
    check_open(round_)
    lock(party)
    party.round = round_  # the one that is held


def add_revision(round_: Round, pdf: bytes, *, owner: str = "", by: str = "") -> Revision:
    """File the next revision and make it the newest one; the caller holds the round."""
    number = newest_revision(round_).number + 1
    drawn = round_.drawn
    document = file_document(
        pdf,
        title=drawn.title,
        file_name=f"{PurePath(drawn.file_name).stem}-ban-ky-{number}.pdf",
        owner=owner,
        bloc=drawn.bloc,
        year=drawn.year,
        filed_by=by,
    )
    round_.newest = document
    round_.save(update_fields=["newest"])
    return Revision.objects.create(round=round_, number=number, document=document)


@transaction.atomic
def release(party: Party, *, by: Any) -> None:
    """The leader's word that the registry may apply the agency's signature (cho đóng dấu)."""
    lock_for_signing(party)
    party.released_at = clock.now()
    party.released_by = by.get_username()
    party.save(update_fields=["released_at", "released_by"])


@transaction.atomic
def decline(party: Party, reason: str) -> None:
    """The party will not sign, and says why (từ chối ký). Raises RoundOver, IllegalMove."""
    lock_for_signing(party)
    party.move(PartyState.DECLINED)
    party.decline_reason = reason
    party.save(update_fields=["state", "decline_reason"])
    end_turns(party.round, party=party)


@transaction.atomic
def take_back_refusal(party: Party) -> None:
    """The party may sign after all. Raises RoundOver, IllegalMove."""
    lock_for_signing(party)
    party.move(PartyState.WAITING)
    party.decline_reason = ""
    party.save(update_fields=["state", "decline_reason"])


@transaction.atomic
def accept_scan(party: Party, content: bytes, *, media_type: str, by: Any) -> bool:
    """Keep the scan of a page signed in ink until somebody confirms it.

    The same scan twice is one: false. Raises RoundOver, IllegalMove.
    """
    lock_for_signing(party)
    if party.state == PartyState.SCANNED and party.scan.read() == content:
        return False
    if party.state != PartyState.SCANNED:
        party.move(PartyState.SCANNED)
    drawn, kind = party.round.drawn, media_type.rpartition("/")[2]
    party.scan = file_document(
        content,
        title=drawn.title,
        file_name=f"{PurePath(drawn.file_name).stem}-ky-giay-{party.key}.{kind}",
        media_type=media_type,
        owner=party.key,
        bloc=drawn.bloc,
        year=drawn.year,
        filed_by=by.get_username(),
    )
    party.save(update_fields=["state", "scan"])
    end_turns(party.round, party=party)
    return True


@transaction.atomic
def confirm_scan(
    party: Party, *, scan_id: int, signer_name: str, signer_title: str, by: Any
) -> Signature:
    """Take the ink on the scan for the party's signature (ký trên giấy).

    scan_id: the scan that was looked at. signer_name and signer_title: as they stand on
    the paper. Raises RoundOver, IllegalMove, AnotherScanWaits.
    """
    lock_for_signing(party)
    if party.scan_id != scan_id:
        raise AnotherScanWaits
    party.move(PartyState.ON_PAPER)
    party.save(update_fields=["state"])
    return Signature.objects.create(
        party=party,
        method=Method.PAPER,
        signer_name=signer_name,
        signer_title=signer_title,
        given_by=party.scan.filed_by,
        given_at=party.scan.filed_at,
        confirmed_by=by.get_username(),
        confirmed_at=clock.now(),
    )


def confirmed_before(party: Party, scan_id: int) -> Signature | None:
    """The party's signature, if that scan has been confirmed already."""
    return Signature.objects.filter(
        party=party, party__scan=scan_id, party__state=PartyState.ON_PAPER
    ).first()


@transaction.atomic
def reject_scan(party: Party, *, scan_id: int) -> None:
    """The scan will not do; the party waits again.

    Raises RoundOver, IllegalMove, AnotherScanWaits.
    """
    lock_for_signing(party)
    if party.scan_id != scan_id:
        raise AnotherScanWaits
    party.move(PartyState.WAITING)
    party.save(update_fields=["state"])


@transaction.atomic
def seal(round_: Round) -> None:
    """Everybody has signed: verify all signatures together, and end the round (niêm phong).

    Where a time stamp authority is configured, a job adds evidence for the long term.
    Raises SignaturesDoNotVerify, and RoundOver when it has ended already.
    """
    lock(round_)
    check_open(round_)
    check_signatures(round_)
    end(round_, RoundState.SEALED)
    later("foundation.signing.tasks.preserve_round", round_.pk)


def check_signatures(round_: Round) -> None:
    """All digital signatures in the newest revision verify. Raises SignaturesDoNotVerify.

    Every revision was made here or compared with ours when it came, so that they need not
    be compared with one another again.
    """
    fields = {party.field: party.name for party in round_.parties.filter(state=PartyState.SIGNED)}
    if not fields:
        return
    content = newest_revision(round_).document.read()
    anchors = trust.roots(demo=round_.is_demo)
    report = pades.verify(content, anchors, clock.now(), quick=True)
    valid = {each.field for each in report.signers if each.valid}
    wrong = [name for field, name in fields.items() if field not in valid]
    if wrong or not report.intact:
        raise SignaturesDoNotVerify(parties=", ".join(wrong or fields.values()))


def is_preserved(revision: Revision) -> bool:
    """Whether the revision is the one with the time stamp over the whole."""
    return revision.number > 0 and not hasattr(revision, "signature")


@transaction.atomic
def preserve(round_: Round, base: Revision, stamped: bytes) -> None:
    """File the sealed document with its time stamp, unless somebody was faster."""
    lock(round_)
    if round_.state == RoundState.SEALED and newest_revision(round_).pk == base.pk:
        add_revision(round_, stamped)


@transaction.atomic
def close(round_: Round, reason: str, *, by: Any) -> None:
    """End the signing with parties missing. Raises IllegalMove."""
    lock(round_)
    end(round_, RoundState.CLOSED, reason=reason, by=by.get_username())


@transaction.atomic
def void(round_: Round, reason: str, *, by: Any) -> None:
    """Undo the whole signing; its revisions stay, and verify as void. Raises IllegalMove."""
    lock(round_)
    end(round_, RoundState.VOID, reason=reason, by=by.get_username())


def end(round_: Round, state: RoundState, *, reason: str = "", by: str = "") -> None:
    """Move to a last state, saying when, by whom and why."""
    round_.move(state)
    round_.ended_at, round_.ended_by, round_.end_reason = clock.now(), by, reason
    round_.save(update_fields=["state", "ended_at", "ended_by", "end_reason"])
    end_turns(round_)


def end_turns(round_: Round, **party: Party) -> None:
    """Whoever is about to sign (the named party only, where there is one) has to begin anew."""
    round_.preparations.filter(ended_at=None, **party).update(ended_at=clock.now())
