"""Whether a paper of a conference may be signed now, and by this certificate."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from conferences.models import Conference, PaperKind, PaperSignatory, SignedPaper
from conferences.queries.minutes import minutes_of
from conferences.regulations.conferences import check_stands
from foundation import clock
from foundation.refusals import Refusal
from foundation.signing import rounds, turns
from foundation.signing.models import Party, PartyState, Round
from members import certificates
from members import regulations as members


class MinutesNotAgreed(Refusal):
    text = _("The minutes have to be read out and agreed first.")


class NoticeIssued(Refusal):
    text = _("The notice has been issued already.")
    is_final = True


class PaperNotDrawn(Refusal):
    text = _("The paper is still being drawn. Try again in a minute.")


class CertificateOfAnother(Refusal):
    text = _(
        "The certificate belongs to %(holder)s. Sign with the one of %(person)s, or with that of "
        "the board."
    )
    field = "certificate"


class KeyFilesOff(Refusal):
    text = _("Signing with a key file is switched off on this server.")
    is_final = True


class NoScanWaits(Refusal):
    text = _("No scan of this paper waits for confirmation.")
    is_final = True


class AllHaveSigned(Refusal):
    text = _("Everybody has signed already.")
    is_final = True


class OwnScan(Refusal):
    text = _("Somebody else has to confirm the scan that you have uploaded.")


class ScanReasonMissing(Refusal):
    text = _("Say what is wrong with the scan.")
    field = "reason"


def check_issue_notice(conference: Conference) -> None:
    """Once, after the minutes. Raises ConferenceCalledOff, MinutesNotAgreed and NoticeIssued."""
    check_stands(conference)
    if minutes_of(conference).agreed_at is None:
        raise MinutesNotAgreed
    if conference.signed_papers.filter(kind=PaperKind.NOTICE).exists():
        raise NoticeIssued


def check_may_sign(place: PaperSignatory) -> None:
    """While the paper is open, and once. Raises RoundOver and NotWaiting."""
    rounds.check_open(place.party.round)
    turns.check_waits(place.party)


def check_certificate(place: PaperSignatory, der: bytes) -> None:
    """The person's own certificate, or that of the board for which they were there.

    Whether it is trusted is asked when it signs. Raises NoCertificate, CertificateOfAnother
    and what members.check_certificate raises.
    """
    said = members.read_certificate(der)
    if certificates.names_person(said, str(place.account)):
        return
    if place.board is None:
        raise CertificateOfAnother(holder=said.common_name, person=place.account)
    try:
        members.check_certificate(place.board, der, clock.now())
    except members.CertificateNotRegistered as strange:
        raise CertificateOfAnother(holder=said.common_name, person=place.account) from strange


def check_prepare(place: PaperSignatory, certificate: bytes) -> None:
    """Raises what check_may_sign and check_certificate raise."""
    check_may_sign(place)
    check_certificate(place, certificate)


def check_key_files(place: PaperSignatory) -> None:
    """Only where the administrator has switched it on. Raises KeyFilesOff too."""
    if not settings.KEY_FILE_SIGNING:
        raise KeyFilesOff
    check_may_sign(place)


def check_scan(signed: SignedPaper) -> Round:
    """Somebody has yet to sign. Raises PaperNotDrawn, RoundOver and AllHaveSigned."""
    if signed.round is None:
        raise PaperNotDrawn
    rounds.check_open(signed.round)
    if not rounds.missing(signed.round):
        raise AllHaveSigned
    return signed.round


def scanned(signed: SignedPaper) -> list[Party]:
    """The places of which a scan waits. Raises PaperNotDrawn, RoundOver and NoScanWaits."""
    if signed.round is None:
        raise PaperNotDrawn
    rounds.check_open(signed.round)
    found = [party for party in rounds.missing(signed.round) if party.state == PartyState.SCANNED]
    if not found:
        raise NoScanWaits
    return found


def check_confirm_scan(signed: SignedPaper, sha256: str, *, by: str) -> list[Party]:
    """The scan that was looked at, by another person than brought it.

    Raises what scanned raises, AnotherScanWaits and OwnScan.
    """
    found = scanned(signed)
    for party in found:
        assert party.scan, "what is scanned has a scan"
        if party.scan.blob_id != sha256:
            raise rounds.AnotherScanWaits
        if party.scan.filed_by == by:
            raise OwnScan
    return found


def check_reject_scan(signed: SignedPaper, sha256: str, reason: str) -> list[Party]:
    """With a reason. Raises what scanned raises, AnotherScanWaits and ScanReasonMissing."""
    found = scanned(signed)
    if any(party.scan and party.scan.blob_id != sha256 for party in found):
        raise rounds.AnotherScanWaits
    if not reason.strip():
        raise ScanReasonMissing
    return found
