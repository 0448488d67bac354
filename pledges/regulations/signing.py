"""Whether a board's signature may be taken now, and in this way."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.refusals import Refusal
from foundation.signing import rounds, turns
from foundation.signing.models import PartyState
from members import regulations as members
from members.models import Account
from pledges.models import Signatory


class NotReleased(Refusal):
    text = _("The board's leader has not released the pledge to the registry yet.")


class AlreadyReleased(Refusal):
    text = _("The pledge has been released to the registry already.")
    is_final = True


class KeyFilesOff(Refusal):
    text = _("Signing with a key file is switched off on this server.")
    is_final = True


class RemoteSigningOff(Refusal):
    text = _("Remote signing is not set up on this server.")
    is_final = True


class NothingToConfirm(Refusal):
    text = _("No scan waits for confirmation here.")
    is_final = True


class ReasonMissing(Refusal):
    text = _("Say why.")
    field = "reason"


def check_release_pledge(signatory: Signatory) -> None:
    """While the board has yet to sign, and once."""
    rounds.check_open(signatory.party.round)
    turns.check_waits(signatory.party)
    if signatory.party.released_at:
        raise AlreadyReleased


def check_may_give(signatory: Signatory, *, by: Account) -> None:
    """The board has yet to sign; its clerk only after the leader's release.

    (NĐ 30/2020/NĐ-CP, Điều 33)
    """
    rounds.check_open(signatory.party.round)
    turns.check_waits(signatory.party)
    if not by.leads(signatory.board_id) and signatory.party.released_at is None:
        raise NotReleased


def check_prepare_signature(signatory: Signatory, certificate: bytes, *, by: Account) -> None:
    """With a certificate that is the board's; its dates and its issuer the turn itself checks."""
    check_may_give(signatory, by=by)
    members.check_certificate(signatory.board, certificate, clock.now())


def check_sign_with_key_file(signatory: Signatory, *, by: Account) -> None:
    """Only where the administrator has switched it on."""
    if not settings.KEY_FILE_SIGNING:
        raise KeyFilesOff
    check_may_give(signatory, by=by)


def check_sign_remotely(signatory: Signatory, *, by: Account) -> None:
    """Only where the administrator has named a service."""
    if not settings.REMOTE_SIGNING_URL:
        raise RemoteSigningOff
    check_may_give(signatory, by=by)


def check_upload_signed(
    signatory: Signatory, certificate: bytes | None = None, *, by: Account
) -> None:
    """What a signature in the browser wants, an uploaded one wants too, once it is read."""
    check_may_give(signatory, by=by)
    if certificate is not None:
        members.check_certificate(signatory.board, certificate, clock.now())


def check_upload_scan(signatory: Signatory, *, by: Account) -> None:
    """The leader has signed in ink, or has released the sheet to the registry."""
    rounds.check_open(signatory.party.round)
    if signatory.party.state != PartyState.SCANNED:
        check_may_give(signatory, by=by)


def check_confirm_scan(signatory: Signatory) -> None:
    """Only what has been scanned can be confirmed."""
    rounds.check_open(signatory.party.round)
    if signatory.party.state != PartyState.SCANNED:
        raise NothingToConfirm


def check_reject_scan(signatory: Signatory, reason: str) -> None:
    """Only what has been scanned, and with a reason."""
    rounds.check_open(signatory.party.round)
    if signatory.party.state != PartyState.SCANNED:
        raise NothingToConfirm
    check_reason(reason)


def check_decline_pledge(signatory: Signatory, reason: str) -> None:
    """While the board has yet to sign, and with a reason."""
    rounds.check_open(signatory.party.round)
    turns.check_waits(signatory.party)
    check_reason(reason)


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing
