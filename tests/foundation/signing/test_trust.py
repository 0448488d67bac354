"""Whom the administrator trusts, and which certificates may sign."""

import datetime as dt
from io import StringIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.core.management import CommandError, call_command

from foundation.signing import trust
from foundation.signing.models import TrustAnchor
from tests import authorities
from tests import factories as make

NOW = dt.datetime(2026, 6, 15, 5, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db):
    return make.AccountFactory(email="administrator@khoithidua.example", is_staff=True).email


@pytest.fixture
def command(administrator):
    """Run the administrator's command, and return what it says."""

    def run(*arguments):
        said = StringIO()
        call_command("trust_anchor", *arguments, stdout=said)
        return said.getvalue()

    return run


@pytest.fixture
def file(tmp_path):
    """The root's certificate in a file."""
    path = tmp_path / "root.pem"
    path.write_bytes(authorities.root().certificate.public_bytes(Encoding.PEM))
    return path


def test_an_anchor_is_added_listed_and_ended(command, administrator, file):
    added = command("add", str(file), "--by", administrator)
    fingerprint = added.split()[0]

    assert trust.roots() == [authorities.root().der]
    assert command("list") == added
    assert "ended" in command("end", fingerprint[:12], "--by", administrator)
    assert trust.roots() == []
    assert TrustAnchor.objects.get().ended_by == administrator


def test_an_anchors_name_is_written_for_people():
    country = x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")
    common = x509.NameAttribute(NameOID.COMMON_NAME, "CA thử nghiệm, không có giá trị")

    words = trust.written(x509.Name([country, common]))

    assert words == "CN=CA thử nghiệm, không có giá trị, C=VN"


def test_an_anchor_is_added_once_and_again_after_its_end(command, administrator, file):
    fingerprint = command("add", str(file), "--by", administrator).split()[0]
    with pytest.raises(CommandError, match="is a trust anchor already"):
        command("add", str(file), "--by", administrator)

    command("end", fingerprint, "--by", administrator)
    command("add", str(file), "--by", administrator)

    assert len(trust.roots()) == 1


def test_only_an_administrator_says_whom_to_trust(command, file):
    leader = make.AccountFactory().email

    with pytest.raises(CommandError, match="no administrator"):
        command("add", str(file), "--by", leader)


@pytest.mark.parametrize("fingerprint", ["", "ffffffffffff", "abc"])
def test_an_anchor_that_is_not_named_is_not_ended(command, administrator, file, fingerprint):
    command("add", str(file), "--by", administrator)

    with pytest.raises(CommandError, match="exactly one"):
        command("end", fingerprint, "--by", administrator)


def test_what_is_no_authority_is_not_trusted(command, administrator, tmp_path):
    leaf, junk = tmp_path / "leaf.der", tmp_path / "junk"
    leaf.write_bytes(authorities.board().der)
    junk.write_bytes(b"-----BEGIN nothing")

    with pytest.raises(CommandError, match="signs itself"):
        command("add", str(leaf), "--by", administrator)
    with pytest.raises(CommandError, match="no certificate"):
        command("add", str(junk), "--by", administrator)
    with pytest.raises(CommandError, match="missing"):
        command("add", str(tmp_path / "missing"), "--by", administrator)


def test_the_demos_anchors_count_only_for_the_demo(command, administrator, file):
    command("add", str(file), "--demo", "--by", administrator)

    assert trust.roots() == []
    assert trust.roots(demo=True) == [authorities.root().der]


def test_a_chain_is_completed_from_the_anchors_and_put_in_order():
    below = authorities.board("AAA", issuer=authorities.intermediate())
    stranger = authorities.foreign("BBB")
    middle, root = below.chain

    chain = trust.complete_chain(below.der, [stranger.der, middle], [root])

    assert chain == [middle, root]


def test_a_chain_that_leads_nowhere_is_what_it_is():
    stranger = authorities.foreign("BBB")

    assert trust.complete_chain(stranger.der, [], [authorities.root().der]) == []


@pytest.mark.parametrize("junk", [b"", b"hello", b"0\x82\x01\x00"])
def test_what_is_no_certificate_is_refused(junk):
    with pytest.raises(trust.CertificateUnreadable):
        trust.check_certificate(junk, [], anchors=[], at=NOW)
    with pytest.raises(trust.CertificateUnreadable):
        trust.check_certificate(authorities.board().der, [junk], anchors=[], at=NOW)
    with pytest.raises(trust.CertificateUnreadable):
        trust.complete_chain(authorities.board().der, [junk], [])


def test_an_authoritys_own_certificate_signs_no_pledge(administrator):
    trust.add_anchor(authorities.root().der, by=administrator)
    authority = authorities.intermediate()

    with pytest.raises(trust.CertificateNotForSigning):
        trust.check_certificate(authority.der, authority.chain, anchors=trust.roots(), at=NOW)
