"""Which file holds a certificate, and whom it names: tables of cases."""

import datetime as dt

import pytest
from cryptography.hazmat.primitives import serialization

from foundation.documents.pades import CertificateReport
from members import certificates
from tests import authorities

PEM, DER = serialization.Encoding.PEM, serialization.Encoding.DER
OPEN = serialization.NoEncryption()
LOCKED = serialization.BestAvailableEncryption(b"1234")
PKCS8 = serialization.PrivateFormat.PKCS8
PKCS1 = serialization.PrivateFormat.TraditionalOpenSSL
OWN = authorities.board()
OWN_PEM = OWN.certificate.public_bytes(PEM)


@pytest.mark.parametrize(
    "content",
    [
        OWN.der,
        OWN_PEM,
        OWN_PEM.replace(b"\n", b"\r\n"),
        b"subject=/CN=DNA\nissuer=/CN=CA\n" + OWN_PEM,
    ],
    ids=["der", "pem", "pem of Windows", "pem with a text before it"],
)
def test_a_certificate_is_read_as_der(content):
    assert certificates.certificate_in(content) == OWN.der


@pytest.mark.parametrize(
    "content",
    [
        OWN.key.private_bytes(PEM, PKCS8, OPEN),
        OWN.key.private_bytes(PEM, PKCS8, LOCKED),
        OWN.key.private_bytes(PEM, PKCS1, OPEN),
        OWN.key.private_bytes(DER, PKCS8, OPEN),
        OWN.key.private_bytes(DER, PKCS8, LOCKED),
        OWN.key.private_bytes(DER, PKCS1, OPEN),
        authorities.key("elliptic", "ec").private_bytes(DER, PKCS1, OPEN),
        OWN.pkcs12(b"1234"),
        OWN_PEM + OWN.key.private_bytes(PEM, PKCS8, OPEN),
        OWN.key.private_bytes(PEM, PKCS8, OPEN).replace(b"PRIVATE KEY", b"CERTIFICATE"),
    ],
    ids=[
        "pem",
        "pem locked",
        "pem of old",
        "der",
        "der locked",
        "der of old",
        "elliptic",
        "pkcs12",
        "beside the certificate",
        "under a false name",
    ],
)
def test_a_file_with_a_private_key_is_refused(content):
    with pytest.raises(certificates.HoldsKey, match="holds a private key"):
        certificates.certificate_in(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",
        b"%PDF-1.7",
        OWN.der[:-1],
        OWN.der + b"\x00",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\nno base64",
        OWN.certificate.public_key().public_bytes(
            PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
        OWN.certificate.public_key().public_bytes(
            DER, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
    ],
    ids=[
        "empty",
        "a program",
        "a paper",
        "cut",
        "with a tail",
        "empty pem",
        "half a pem",
        "a public key",
        "a public key as der",
    ],
)
def test_what_is_no_certificate_is_refused(content):
    with pytest.raises(certificates.NotCertificate):
        certificates.certificate_in(content)


def test_several_certificates_are_refused():
    root = authorities.root().certificate.public_bytes(PEM)

    with pytest.raises(certificates.SeveralCertificates):
        certificates.certificate_in(OWN_PEM + root)


@pytest.mark.parametrize(
    ("identity", "allowed"),
    [
        (authorities.board(), True),
        (authorities.expired(), True),
        (authorities.root(), False),
        (authorities.intermediate(), False),
    ],
)
def test_what_is_meant_for_signing(identity, allowed):
    assert certificates.may_sign(identity.der) is allowed


NAME = "Ban Quản lý Khu kinh tế Dung Quất và các Khu công nghiệp tỉnh Quảng Ngãi"
FIRST, SECOND = "Ban Quản lý Khu kinh tế Dung Quất và các Khu công nghiệp", "tỉnh Quảng Ngãi"


@pytest.mark.parametrize(
    ("common_name", "organisation", "bears"),
    [
        ("QNG", (), True),
        ("QNG Ban Quản lý", (), True),
        ("qng-2026", (), True),
        ("QNGX Công ty", (), False),
        ("Công ty QNG", (), False),
        (NAME, (), True),
        (NAME.upper(), (), True),
        ("Nguyễn Văn A", (NAME,), True),
        ("Nguyễn Văn A", (FIRST, SECOND), True),
        ("Nguyễn Văn A", (FIRST, SECOND, "Văn phòng"), True),
        ("Nguyễn Văn A", ("UBND tỉnh Quảng Ngãi", NAME), True),
        ("Nguyễn Văn A", (FIRST,), False),
        ("Nguyễn Văn A", (SECOND, FIRST), False),
        ("", (), False),
    ],
)
def test_whom_a_certificate_names(common_name, organisation, bears):
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    said = CertificateReport(common_name, organisation, "CA", "", "1", moment, moment, "00")

    assert certificates.bears_name(said, "QNG", NAME) is bears
