"""The papers of a conference are signed: with a certificate, or in ink."""

from django.conf import settings
from django.db import transaction

from bloc.models import BlocYear
from campaigns.actions.register import register_paper
from campaigns.models import Direction, RegisteredPaper
from conferences.letters.signing import tell_paper_opened
from conferences.models import (
    Conference,
    ConferenceBallot,
    PaperKind,
    PaperSignatory,
    SignedPaper,
)
from conferences.papers import minutes, notice
from conferences.papers import signing as papers
from conferences.queries import signing as queries
from conferences.queries.conferences import chairs_of
from conferences.regulations import signing as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.documents import pades
from foundation.documents.library import Drawing
from foundation.shortcuts import later, lock
from foundation.signing import keyfiles, rounds, turns, uploads
from foundation.signing.codes import new_code
from foundation.signing.models import Method, Preparation, Signature
from members.models import Account

DRAWING_TASK = "conferences.tasks.draw_paper"


def number_for(
    conference: Conference, subject: str, *, symbol: str = minutes.SYMBOL, by: Account
) -> RegisteredPaper:
    """The next number of the register, for a paper of today."""
    today, chairs = clock.today(), chairs_of(conference)
    return register_paper(
        BlocYear(conference.bloc, today.year),
        direction=Direction.OUT,
        dated_on=today,
        subject=subject,
        symbol=symbol,
        signer=str(chairs[0] if chairs else by),
        correspondent=minutes.CORRESPONDENTS,
        by=by,
    )


def issue_paper(
    conference: Conference,
    kind: PaperKind,
    paper: RegisteredPaper,
    *,
    ballot: ConferenceBallot | None = None,
    by: Account,
) -> SignedPaper:
    """Have it drawn and laid before those who sign it; within the caller's transaction."""
    facts = {"kind": kind, "paper": paper, "ballot": ballot, "issued_by": by}
    signed = SignedPaper.objects.create(conference=conference, code=new_code(), **facts)
    later(DRAWING_TASK, signed.pk)
    return signed


@transaction.atomic
def issue_notice(conference: Conference, *, by: Account) -> SignedPaper:
    """Tell ministry and boards what was concluded (ban hành thông báo kết luận); once.

    It repeats the agreed minutes, and whoever issues it signs it. Raises
    ConferenceCalledOff, MinutesNotAgreed and NoticeIssued.
    """
    lock(conference)
    regulations.check_issue_notice(conference)
    paper = number_for(conference, notice.full_title(conference), symbol=notice.SYMBOL, by=by)
    signed = issue_paper(conference, PaperKind.NOTICE, paper, by=by)
    record("conferences.issue_notice", conference, by=by, number=paper.marked)
    return signed


@transaction.atomic
def open_paper(signed: SignedPaper, drawing: Drawing) -> None:
    """Lay the fields and open the round. Nothing happens if another worker was faster."""
    lock(signed)
    if signed.round_id:
        return
    conference = signed.conference
    signers = list(papers.signers_of(signed))
    signed.round = rounds.open_round(
        pades.lay_fields(drawing.pdf, papers.cells(drawing)),
        title=str(signed)[:300],
        file_name=papers.file_name(signed),
        code=signed.code,
        parties=[papers.party(account) for _part, account in signers],
        bloc=conference.bloc.code,
        year=conference.year,
        is_demo=settings.DEMO or conference.is_invented,
    )
    signed.save(update_fields=["round"])
    parties = {party.key: party for party in signed.round.parties.all()}
    PaperSignatory.objects.bulk_create(
        PaperSignatory(
            signed_paper=signed,
            account=account,
            part=part,
            board=queries.board_of(conference, account),
            party=parties[papers.key(account)],
        )
        for part, account in signers
    )
    record("conferences.open_paper", conference, by=None, number=signed.paper.marked)
    tell_paper_opened(signed, [account for _part, account in signers])


@transaction.atomic
def prepare_paper_signature(
    place: PaperSignatory, *, certificate: bytes, chain: list[bytes], by: Account
) -> Preparation:
    """Take the turn, and prepare what the signer's device has to sign (chuẩn bị ký).

    certificate, chain: DER. Raises RoundOver, NotWaiting, AnotherSigns, and what is wrong
    with the certificate (regulations, foundation.signing.trust).
    """
    evidence = turns.revocation_of(place.party, certificate, chain)
    lock(place.signed_paper)
    preparation = take_turn(place, certificate, chain, Method.AGENT, evidence, by=by)
    record("conferences.prepare_paper_signature", place.conference, by=by, **said(place))
    return preparation


@transaction.atomic
def finish_paper_signature(
    place: PaperSignatory, preparation: Preparation, signature: bytes, *, by: Account
) -> Signature:
    """Put the device's signature into the paper; the last one seals it (hoàn tất ký).

    Twice is once. Raises RoundOver, TurnLost, SignatureWrong, SignatureInvalid and
    SignaturesDoNotVerify.
    """
    document = turns.complete(preparation, signature)
    lock(place.signed_paper)
    return give(place, preparation, document, "conferences.finish_paper_signature", by=by)


@transaction.atomic
def give_up_paper_signature(place: PaperSignatory, *, by: Account) -> None:
    """Let the others sign; nothing happens when the turn is over already (nhường lượt)."""
    lock(place.signed_paper)
    turn = turns.live_turn(place.party.round)
    if turn is None or turn.party_id != place.party_id:
        return
    turns.give_up(turn)
    record("conferences.give_up_paper_signature", place.conference, by=by, **said(place))


@transaction.atomic
def sign_paper_with_key_file(
    place: PaperSignatory, *, key_file: bytes, passphrase: str, by: Account
) -> Signature:
    """Sign with a PKCS#12 file that is held in memory only (ký bằng tệp khóa).

    Raises KeyFilesOff, what is wrong with the file, and what prepare_ and
    finish_paper_signature raise.
    """
    regulations.check_key_files(place)
    key = keyfiles.open_key_file(key_file, passphrase)
    evidence = turns.revocation_of(place.party, key.certificate, key.chain)
    lock(place.signed_paper)
    preparation = take_turn(place, key.certificate, key.chain, Method.KEY_FILE, evidence, by=by)
    document = turns.complete(preparation, key.sign(turns.attributes_of(preparation)))
    return give(place, preparation, document, "conferences.sign_paper_with_key_file", by=by)


@transaction.atomic
def upload_signed_paper(place: PaperSignatory, *, content: bytes, by: Account) -> Signature:
    """Take the newest revision back, signed in the person's own tool (tải bản đã ký lên).

    Twice is once. Raises RoundOver, NotWaiting, UploadRefused with what differs, and what is
    wrong with the certificate.
    """
    if given := uploads.given_before(place.party, content):
        return given
    regulations.check_may_sign(place)
    compared = uploads.compare(place.party, content)
    lock(place.signed_paper)
    rounds.lock_for_signing(place.party)
    if given := uploads.given_before(place.party, content):
        return given
    regulations.check_prepare(place, compared.certificate)
    named = {"signer_name": str(place.account), "signer_title": place.get_part_display()}
    given = uploads.accept_upload(place.party, compared, **named, by=by)
    record("conferences.upload_signed_paper", place.conference, by=by, **said(place))
    seal_when_complete(place.signed_paper)
    return given


@transaction.atomic
def scan_signed_paper(signed: SignedPaper, *, content: bytes, media_type: str, by: Account) -> None:
    """Keep the scan of the sheet that the others have signed in ink (tải bản quét).

    It counts for everybody who has not signed otherwise, once another person has looked at
    it. Raises PaperNotDrawn, RoundOver and AllHaveSigned.
    """
    lock(signed)
    round_ = regulations.check_scan(signed)
    news = [
        rounds.accept_scan(party, content, media_type=media_type, by=by)
        for party in rounds.missing(round_)
    ]
    if any(news):
        number = signed.paper.marked
        record("conferences.scan_signed_paper", signed.conference, by=by, number=number)


@transaction.atomic
def confirm_signed_scan(signed: SignedPaper, *, sha256: str, by: Account) -> None:
    """Everybody's ink stands on the scan (xác nhận bản quét). sha256: of what was looked at.

    Raises PaperNotDrawn, RoundOver, NoScanWaits, AnotherScanWaits and OwnScan.
    """
    lock(signed)
    found = regulations.check_confirm_scan(signed, sha256, by=by.get_username())
    titles = {each.party_id: each.get_part_display() for each in signed.signatories.all()}
    for party in found:
        assert party.scan_id, "what is scanned has a scan"
        named = {"signer_name": party.name, "signer_title": str(titles[party.pk])}
        rounds.confirm_scan(party, scan_id=party.scan_id, **named, by=by)
    number = signed.paper.marked
    record("conferences.confirm_signed_scan", signed.conference, by=by, number=number)
    seal_when_complete(signed)


@transaction.atomic
def reject_signed_scan(signed: SignedPaper, *, sha256: str, reason: str, by: Account) -> None:
    """The scan will not do; the others may sign again (trả lại bản quét).

    Raises PaperNotDrawn, RoundOver, NoScanWaits, AnotherScanWaits and ScanReasonMissing.
    """
    lock(signed)
    for party in regulations.check_reject_scan(signed, sha256, reason):
        assert party.scan_id, "what is scanned has a scan"
        rounds.reject_scan(party, scan_id=party.scan_id)
    facts = {"number": signed.paper.marked, "reason": reason.strip()}
    record("conferences.reject_signed_scan", signed.conference, by=by, **facts)


def take_turn(  # noqa: PLR0913 -- who signs, with what
    place: PaperSignatory,
    certificate: bytes,
    chain: list[bytes],
    method: Method,
    evidence: turns.Evidence | None,
    *,
    by: Account,
) -> Preparation:
    """Check, draw the stamp and prepare the newest revision; the caller holds the paper."""
    regulations.check_prepare(place, certificate)
    moment, name = clock.now(), str(place.account)
    agency = place.board.name_on(clock.day_of(moment)) if place.board else name
    is_demo = place.party.round.is_demo
    return turns.prepare(
        place.party,
        certificate=certificate,
        chain=chain,
        method=method,
        evidence=evidence,
        signer_name=name,
        signer_title=str(place.get_part_display()),
        stamp=papers.stamp(agency, moment, is_demo=is_demo),
        signed_at=moment,
        by=by,
    )


def give(
    place: PaperSignatory, preparation: Preparation, document: bytes, verb: str, *, by: Account
) -> Signature:
    """File the signature and write it down once; the caller holds the paper."""
    signature, is_new = turns.finish(preparation, document, by=by)
    if is_new:
        record(verb, place.conference, by=by, **said(place), certificate=signature.subject)
        seal_when_complete(place.signed_paper)
    return signature


def seal_when_complete(signed: SignedPaper) -> None:
    """Seal the paper if nobody is missing any more."""
    round_ = signed.round
    assert round_, "what is signed has its round"
    if rounds.is_complete(round_):
        rounds.seal(round_)
        record("conferences.seal_paper", signed.conference, by=None, number=signed.paper.marked)


def said(place: PaperSignatory) -> dict[str, str]:
    """Who signs which paper, for the history of the conference."""
    return {"name": str(place.account), "number": place.signed_paper.paper.marked}
