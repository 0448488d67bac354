"""What a board signs with: certificates and the picture of its seal."""

import datetime as dt

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from foundation import clock
from members import actions, queries, regulations
from members.models import Certificate
from tests import authorities
from tests import factories as make
from tests.clock import on
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def own(world):
    """The board's certificate, with its code in CN and its name in O."""
    return authorities.board(world.board.code, world.board.name_on(TODAY))


def register(world, cast, identity, by="leader", **facts):
    return actions.register_certificate(world.board, der=identity.der, by=cast[by], **facts)


# -- register_certificate --------------------------------------------------------------------
def test_register_certificate_keeps_the_public_half(world, cast, own, diary):
    certificate = register(world, cast, own)

    stored = Certificate.objects.get()
    assert (stored, bytes(stored.der)) == (certificate, own.der)
    assert (
        stored.subject
        == own.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    )
    assert stored.issuer == "Cơ quan chứng thực số thử nghiệm"
    assert (stored.valid_from, stored.valid_to) == (
        own.certificate.not_valid_before_utc,
        own.certificate.not_valid_after_utc,
    )
    assert (stored.registered_at, stored.registered_by) == (clock.now(), cast["leader"])
    assert diary() == [f"leader registered the certificate “{stored.subject}”."]


def test_register_certificate_twice_is_refused(world, cast, own):
    register(world, cast, own)

    with pytest.raises(regulations.RegisteredAlready):
        register(world, cast, own)


def test_register_certificate_again_after_it_was_withdrawn(world, cast, own):
    actions.withdraw_certificate(register(world, cast, own), by=cast["leader"])

    assert register(world, cast, own).withdrawn_at is None


def test_register_certificate_refuses_what_is_none(world, cast):
    with pytest.raises(regulations.NoCertificate):
        actions.register_certificate(world.board, der=b"no certificate", by=cast["leader"])


@pytest.mark.parametrize("identity", [authorities.expired, authorities.not_yet_valid])
def test_register_certificate_refuses_what_is_not_valid_now(world, cast, identity):
    with pytest.raises(regulations.CertificateNotValidNow, match="not today"):
        register(world, cast, identity(world.board.code))


def test_register_certificate_refuses_an_authority(world, cast):
    with pytest.raises(regulations.CertificateNotForSigning):
        register(world, cast, authorities.root(), vouched=True)


def test_register_certificate_refuses_another_usage(world, cast):
    with pytest.raises(regulations.CertificateNotForSigning):
        register(world, cast, server_certificate(), vouched=True)


def server_certificate():
    """One that may encipher keys and nothing else, as web servers have."""
    own = authorities.key("server", "ec")
    usage = x509.KeyUsage(**dict.fromkeys(KEY_USAGES, False) | {"key_encipherment": True})
    name = authorities.subject("web.khoithidua.example")
    certificate = (
        x509.CertificateBuilder(name, name, own.public_key(), x509.random_serial_number())
        .not_valid_before(dt.datetime(2019, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2035, 1, 1, tzinfo=dt.UTC))
        .add_extension(usage, critical=True)
        .sign(own, authorities.hashes.SHA256())
    )
    return authorities.Identity(certificate, own)


KEY_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def test_register_certificate_of_another_name_wants_the_leaders_word(world, cast, diary):
    foreign = authorities.board("XYZ", "Công ty TNHH Ví dụ")

    with pytest.raises(regulations.CertificateNamesAnother, match="XYZ Công ty TNHH Ví dụ"):
        register(world, cast, foreign)
    with pytest.raises(regulations.OnlyLeadersVouch):
        register(world, cast, foreign, by="clerk", vouched=True)
    register(world, cast, foreign, vouched=True)

    name = "XYZ Công ty TNHH Ví dụ"
    assert diary() == [
        f"leader vouched that the certificate “{name}” is the board's own.",
        f"leader registered the certificate “{name}”.",
    ]


# -- withdraw_certificate --------------------------------------------------------------------
def test_withdraw_certificate_once(world, cast, own, diary):
    certificate = register(world, cast, own)

    actions.withdraw_certificate(certificate, by=cast["clerk"])

    certificate.refresh_from_db()
    assert (certificate.withdrawn_at, certificate.withdrawn_by) == (clock.now(), cast["clerk"])
    assert diary()[0] == f"clerk withdrew the certificate “{certificate.subject}”."
    with pytest.raises(regulations.WithdrawnAlready):
        actions.withdraw_certificate(certificate, by=cast["clerk"])


# -- what may be signed with -----------------------------------------------------------------
def test_signing_certificates_are_registered_and_valid_then(world, cast, own):
    certificate = register(world, cast, own)
    short = make.CertificateFactory(board=world.board, valid_to=clock.now())
    make.CertificateFactory(board=world.board, valid_from=clock.now() + dt.timedelta(seconds=1))
    gone = make.CertificateFactory(board=world.board)
    actions.withdraw_certificate(gone, by=cast["leader"])
    make.CertificateFactory()

    found = queries.signing_certificates(world.board, clock.now())

    assert set(found) == {certificate, short}


def test_check_certificate_takes_what_is_registered_or_bears_the_name(world, cast, own):
    foreign = authorities.board("XYZ", "Công ty TNHH Ví dụ")

    regulations.check_certificate(world.board, own.der, clock.now())
    with pytest.raises(regulations.CertificateNotRegistered, match="XYZ Công ty"):
        regulations.check_certificate(world.board, foreign.der, clock.now())
    register(world, cast, foreign, vouched=True)
    regulations.check_certificate(world.board, foreign.der, clock.now())


def test_check_certificate_refuses_what_was_withdrawn_whatever_its_name(world, cast, own):
    actions.withdraw_certificate(register(world, cast, own), by=cast["leader"])

    with pytest.raises(regulations.CertificateWithdrawn, match="15 Jun 2026"):
        regulations.check_certificate(world.board, own.der, clock.now())


def test_check_certificate_refuses_the_wrong_day_and_the_wrong_usage(world, own):
    with on(dt.date(2036, 1, 1)), pytest.raises(regulations.CertificateNotValidNow):
        regulations.check_certificate(world.board, own.der, clock.now())
    with pytest.raises(regulations.CertificateNotForSigning):
        regulations.check_certificate(world.board, server_certificate().der, clock.now())
    with pytest.raises(regulations.NoCertificate):
        regulations.check_certificate(world.board, b"", clock.now())


# -- enter_seal ------------------------------------------------------------------------------
def test_enter_seal_files_the_picture_as_the_boards(world, cast, diary):
    actions.enter_seal(world.board, picture=b"\x89PNG first", by=cast["clerk"])
    first = world.board.seal
    actions.enter_seal(world.board, picture=b"\x89PNG second", by=cast["leader"])

    world.board.refresh_from_db()
    assert world.board.seal.read() == b"\x89PNG second"
    assert (world.board.seal.owner, world.board.seal.blob.media_type) == (
        world.board.code,
        "image/png",
    )
    assert first.read() == b"\x89PNG first"
    assert diary() == [
        "leader entered the picture of the seal.",
        "clerk entered the picture of the seal.",
    ]
