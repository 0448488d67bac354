"""What a board signs with: its certificates and the picture of its seal."""

from django.db import transaction

from foundation import clock
from foundation.audit.log import record
from foundation.documents.keeping import file_document
from foundation.shortcuts import lock
from members import regulations
from members.models import Account, Board, Certificate


@transaction.atomic
def register_certificate(
    board: Board, *, der: bytes, vouched: bool = False, by: Account
) -> Certificate:
    """Let the board sign with this certificate (đăng ký chứng thư số).

    ``der``: the public certificate, DER; ``vouched``: a leader says that it is the board's
    although it names another. Raises NoCertificate, CertificateNotValidNow,
    CertificateNotForSigning, RegisteredAlready, CertificateNamesAnother, OnlyLeadersVouch.
    """
    lock(board)
    regulations.check_register_certificate(board, der, vouched=vouched, by=by)
    said = regulations.read_certificate(der)
    certificate = Certificate.objects.create(
        board=board,
        der=der,
        sha256=said.fingerprint,
        subject=(said.common_name or ", ".join(said.organisation))[:300],
        issuer=said.issuer[:300],
        serial=said.serial[:80],
        valid_from=said.valid_from,
        valid_to=said.valid_until,
        registered_by=by,
    )
    facts = {"certificate": certificate.subject}
    record("members.register_certificate", board, by=by, **facts)
    if vouched:
        record("members.vouch_for_certificate", board, by=by, **facts)
    return certificate


@transaction.atomic
def withdraw_certificate(certificate: Certificate, *, by: Account) -> None:
    """The board signs with it no longer (thôi dùng chứng thư số).

    Raises WithdrawnAlready.
    """
    lock(certificate)
    regulations.check_withdraw_certificate(certificate)
    certificate.withdrawn_at, certificate.withdrawn_by = clock.now(), by
    certificate.save(update_fields=["withdrawn_at", "withdrawn_by"])
    facts = {"certificate": certificate.subject}
    record("members.withdraw_certificate", certificate.board, by=by, **facts)


@transaction.atomic
def enter_seal(board: Board, *, picture: bytes, by: Account) -> None:
    """Keep the picture of the agency's seal, which stamps then show (nhập mẫu dấu).

    ``picture``: a PNG, judged and re-encoded by the form.
    """
    lock(board)
    board.seal = file_document(
        picture,
        title="Mẫu dấu",
        file_name=f"mau-dau-{board.code}.png",
        media_type="image/png",
        owner=board.code,
        filed_by=by.email,
    )
    board.save(update_fields=["seal"])
    record("members.enter_seal", board, by=by)
