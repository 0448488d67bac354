"""A board gives its signature in another way: signed elsewhere, in ink, or not at all."""

from django.db import transaction

from foundation.audit.log import record
from foundation.shortcuts import lock
from foundation.signing import rounds, uploads
from foundation.signing.models import Signature
from members.models import Account
from pledges import letters, queries
from pledges.actions.signing import board_of, seal_when_complete
from pledges.models import Signatory
from pledges.regulations import signing as regulations


@transaction.atomic
def upload_signed(signatory: Signatory, *, content: bytes, by: Account) -> Signature:
    """Take the newest revision back, signed in the office's own tool (tải bản đã ký lên).

    Twice is once. Raises RoundOver, NotWaiting, NotReleased, CertificateNotRegistered, and
    UploadRefused with what differs.
    """
    if given := uploads.given_before(signatory.party, content):
        return given
    regulations.check_upload_signed(signatory, by=by)
    compared = uploads.compare(signatory.party, content)
    lock(signatory.pledge)
    rounds.lock_for_signing(signatory.party)
    if given := uploads.given_before(signatory.party, content):
        return given
    regulations.check_upload_signed(signatory, compared.certificate, by=by)
    signer = queries.signer_of(signatory, by)
    given = uploads.accept_upload(
        signatory.party, compared, signer_name=signer.name, signer_title=signer.title, by=by
    )
    record("pledges.upload_signed", signatory.pledge, by=by, **board_of(signatory))
    seal_when_complete(signatory.pledge, signatory.party.round)
    return given


@transaction.atomic
def upload_scan(signatory: Signatory, *, content: bytes, media_type: str, by: Account) -> None:
    """Bring the scan of the sheet that was signed in ink (tải bản quét lên).

    Twice is once; another scan takes the place of one that nobody has confirmed. Raises
    RoundOver, NotWaiting and NotReleased.
    """
    lock(signatory.pledge)
    rounds.lock_for_signing(signatory.party)
    regulations.check_upload_scan(signatory, by=by)
    if rounds.accept_scan(signatory.party, content, media_type=media_type, by=by):
        record("pledges.upload_scan", signatory.pledge, by=by, **board_of(signatory))
        letters.tell_scan_uploaded(signatory)


@transaction.atomic
def confirm_scan(
    signatory: Signatory, *, scan_id: int, signer_name: str, signer_title: str, by: Account
) -> Signature:
    """Take the ink for the board's signature (xác nhận bản ký trên giấy).

    Twice is once. Raises RoundOver, NothingToConfirm, AnotherScanWaits.
    """
    lock(signatory.pledge)
    if given := rounds.confirmed_before(signatory.party, scan_id):
        return given
    rounds.lock_for_signing(signatory.party)
    regulations.check_confirm_scan(signatory)
    signature = rounds.confirm_scan(
        signatory.party,
        scan_id=scan_id,
        signer_name=signer_name,
        signer_title=signer_title,
        by=by,
    )
    record("pledges.confirm_scan", signatory.pledge, by=by, **board_of(signatory))
    letters.tell_scan_confirmed(signatory)
    seal_when_complete(signatory.pledge, signatory.party.round)
    return signature


@transaction.atomic
def reject_scan(signatory: Signatory, *, scan_id: int, reason: str, by: Account) -> None:
    """Send the scan back, with a reason (trả lại bản quét).

    Raises RoundOver, NothingToConfirm, ReasonMissing, AnotherScanWaits.
    """
    lock(signatory.pledge)
    rounds.lock_for_signing(signatory.party)
    regulations.check_reject_scan(signatory, reason)
    rounds.reject_scan(signatory.party, scan_id=scan_id)
    record("pledges.reject_scan", signatory.pledge, by=by, **board_of(signatory), reason=reason)
    letters.tell_scan_rejected(signatory, reason)


@transaction.atomic
def decline_pledge(signatory: Signatory, *, reason: str, by: Account) -> None:
    """Say that the board will not sign, and why (từ chối ký).

    Raises RoundOver, NotWaiting and ReasonMissing.
    """
    lock(signatory.pledge)
    rounds.lock_for_signing(signatory.party)
    regulations.check_decline_pledge(signatory, reason)
    rounds.decline(signatory.party, reason)
    record("pledges.decline_pledge", signatory.pledge, by=by, **board_of(signatory), reason=reason)
    letters.tell_declined(signatory, reason)


@transaction.atomic
def take_back_refusal(signatory: Signatory, *, by: Account) -> None:
    """The board will sign after all (rút lại việc từ chối). Raises RoundOver, IllegalMove."""
    lock(signatory.pledge)
    rounds.take_back_refusal(signatory.party)
    record("pledges.take_back_refusal", signatory.pledge, by=by, **board_of(signatory))
    letters.tell_refusal_taken_back(signatory)
