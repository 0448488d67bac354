"""Time stamps, validation data and remote signing, with real servers."""

import datetime as dt
import select
import socket

import pytest
from cryptography import x509
from cryptography.x509.oid import AuthorityInformationAccessOID

from foundation.documents import pades
from foundation.documents.pades import remote
from tests import authorities
from tests.foundation.pades import papers
from tests.foundation.pades.flips import flip, opened, room, used

pytestmark = pytest.mark.real


def now() -> dt.datetime:
    """Real services answer in real time."""
    return dt.datetime.now(dt.UTC)


def validation(authority, label: str = "board") -> pades.ValidationData:
    signer = authority.identity(label)
    roots = [authority.certificate("root")]
    return pades.collect_validation(
        signer.der, chain=signer.chain, roots=roots, at=now(), timestamper=authority.tsa
    )


def sign(authority, pdf: bytes | None = None, number: int = 0, **details) -> bytes:
    return papers.sign(
        pdf or papers.laid(),
        number,
        authority.identity("board"),
        **{"signed_at": now(), "token_room": 8192, "timestamper": authority.tsa} | details,
    )


def verify(authority, pdf: bytes) -> pades.Report:
    return pades.verify(pdf, [authority.certificate("root")], now())


def test_a_time_stamp_makes_it_b_t(authority):
    report = verify(authority, sign(authority))

    signature = report.signatures[0]
    assert report.valid
    assert signature.level == "B-T"
    assert (signature.timestamp.authority, signature.timestamp.trusted) == ("TSA thử nghiệm", True)
    assert abs(signature.timestamp.at - now()) < dt.timedelta(minutes=1)


def test_with_what_the_authorities_say_it_is_b_lt(authority):
    data = validation(authority)

    report = verify(authority, sign(authority, validation=data))

    assert len(data.ocsps) == 2  # of the signer and of the time stamper
    assert report.valid
    assert report.signatures[0].level == "B-LT"
    assert report.signatures[0].covers_whole


def test_validation_data_of_one_signature_leave_the_others_valid(authority):
    first = sign(authority, validation=validation(authority), certify=True)
    second = sign(authority, first, 1, validation=validation(authority))

    report = verify(authority, second)

    assert report.valid
    assert [each.level for each in report.signatures] == ["B-LT", "B-LT"]


def test_a_sealed_paper_is_stamped_as_a_whole(authority):
    pdf = pades.archive(sign(authority, validation=validation(authority)), authority.tsa)

    report = verify(authority, pdf)

    signature, stamp = report.signatures
    assert report.valid
    assert (stamp.kind, stamp.covers_whole, stamp.trusted) == (pades.TIMESTAMP, True, True)
    assert stamp.timestamp.authority == "TSA thử nghiệm"
    assert report.signers == (signature,)
    assert signature.changes_after == "validation_data"
    assert report.late_fields == ()


def test_a_bit_flipped_in_a_time_stamp_is_noticed(authority):
    written, signed = room(sign(authority))

    found = {opened(flip(written, at, at % 4), signed) for at in range(1, used(written), 7)}

    assert opened(written, signed) == "intact"
    assert found <= {"altered", "unverifiable"}


def test_a_bit_flipped_in_a_documents_time_stamp_or_its_data_is_noticed(authority):
    signed = sign(authority, validation=validation(authority))
    pdf = pades.archive(signed, authority.tsa)
    data = pdf.index(b"/DSS")

    for at in [*range(data, data + 60, 7), *range(len(signed), len(pdf), 397), len(pdf) - 1]:
        assert not verify(authority, flip(pdf, at, at % 8)).intact, at


def test_a_time_stamp_by_an_unknown_authority_proves_nothing(authority):
    pdf = papers.sign(papers.laid(), 0, token_room=8192, timestamper=authority.tsa)

    signature = papers.verify(pdf, now()).signatures[0]

    assert signature.valid
    assert (signature.level, signature.timestamp.trusted) == ("B-B", False)


def test_a_revoked_certificate_is_refused_before_it_signs(authority):
    with pytest.raises(pades.SigningRefused) as refused:
        validation(authority, "gone")

    assert refused.value.code == "revoked"


def test_a_signature_whose_file_says_that_it_was_revoked_is_not_trusted(authority):
    gone = authority.identity("gone")
    said = pades.ValidationData((), (authority.says("gone"),))
    yesterday = now() - dt.timedelta(days=1)  # what was said today speaks of it too
    pdf = papers.sign(papers.laid(), 0, gone, signed_at=yesterday, validation=said)

    report = verify(authority, pdf)

    assert (report.intact, report.valid) == (True, False)
    assert report.signatures[0].problems == ("revoked",)


def test_where_nobody_answers_there_is_no_data_and_no_stamp(authority):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        address = pades.TsaAddress(f"http://127.0.0.1:{silent.getsockname()[1]}/", timeout=2)

        with pytest.raises(OSError, match="timestamp"):
            sign(authority, timestamper=address)


def test_a_strangers_certificate_makes_us_ask_nobody():
    """It could name an address inside our own network."""
    with socket.create_server(("127.0.0.1", 0)) as inside:
        address = x509.UniformResourceIdentifier(f"http://127.0.0.1:{inside.getsockname()[1]}/ca")
        above = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, address)
        stranger = authorities.board(
            "Người lạ",
            issuer=authorities.root("Nhà cung cấp lạ"),
            extensions=((x509.AuthorityInformationAccess([above]), False),),
        )

        found = pades.collect_validation(stranger.der, chain=[], roots=papers.roots(), at=now())

        assert not found
        assert select.select([inside], [], [], 0) == ([], [], [])


def test_a_remote_service_signs(authority):
    service = remote.CscService(authority.signing_url, "authority/board")
    certificate, chain = remote.certificate(service)
    made = pades.prepare(
        papers.laid(), field="board-0", certificate=certificate, chain=chain, signed_at=now()
    )

    pdf = pades.finish(made, remote.sign(service, made.attributes, pin="1234"))

    report = verify(authority, pdf)
    assert report.valid
    assert report.signatures[0].certificate.common_name == "DNA Ban Quản lý Khu kinh tế"


def test_a_remote_service_that_refuses_says_so(authority):
    unknown = remote.CscService(authority.signing_url, "authority/nobody")

    with pytest.raises(pades.SigningRefused) as refused:
        remote.certificate(unknown)

    assert refused.value.code == "service"


def test_a_remote_service_that_is_down_is_no_refusal():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"

        with pytest.raises(ConnectionError):
            remote.certificate(remote.CscService(address, "authority/board"))
