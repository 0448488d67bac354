"""The key of a box: papers are sealed to its public half (RFC 9180).

Where no tellers hold it, it is the system's own. Its private half lies in the database
encrypted; what opens that is a file outside the database, which is destroyed at the count. So
neither a copy of the database nor one of the files opens a paper, and after the count nothing
does. Whoever runs the server holds both while the box is open: the page that asks says so.
With tellers the private half is encrypted once more, under what only two of them have
together (foundation.ballots.tellers).
"""

from pathlib import Path
from typing import TypeAlias
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from foundation.refusals import Refusal

Buffer: TypeAlias = bytes | memoryview  # a column of bytes may come as either
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)  # RFC 9180


class KeyLost(Refusal):
    text = _("The key of the box is gone; nobody can open it any more. Withdraw it and ask anew.")
    is_final = True


def place_of(ballot: UUID) -> Path:
    """Where the other half of a ballot's key lies."""
    return Path(settings.BALLOT_KEYS) / f"{ballot}.key"


def make(ballot: UUID) -> tuple[bytes, bytes]:
    """A new key: its public half, and the private one encrypted under a new file."""
    private = X25519PrivateKey.generate()
    return private.public_key().public_bytes_raw(), locked(ballot, private.private_bytes_raw())


def locked(ballot: UUID, secret: bytes) -> bytes:
    """The secret as only the ballot's file opens it; a new file is made where there is none."""
    place = place_of(ballot)
    if not place.exists():
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.touch(mode=0o600, exist_ok=False)
        place.write_bytes(Fernet.generate_key())
    return Fernet(place.read_bytes()).encrypt(secret)


def unlocked(ballot: UUID, secret: Buffer) -> bytes:
    """What ``locked`` has encrypted. Raises KeyLost."""
    try:
        return Fernet(place_of(ballot).read_bytes()).decrypt(bytes(secret))
    except (FileNotFoundError, InvalidToken, ValueError) as error:
        raise KeyLost from error


def private_half(ballot: UUID, wrapped: Buffer) -> X25519PrivateKey:
    """The key that opens the box, in memory. Raises KeyLost."""
    return X25519PrivateKey.from_private_bytes(unlocked(ballot, wrapped))


def seal(plain: bytes, ballot: UUID, public_key: Buffer) -> bytes:
    """The paper as only the box's key opens it, and only as one of this ballot."""
    return SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(bytes(public_key)), ballot.bytes)


def unseal(sealed: Buffer, ballot: UUID, private: X25519PrivateKey) -> bytes:
    """What was written on the paper."""
    return SUITE.decrypt(bytes(sealed), private, ballot.bytes)


def destroy(ballot: UUID) -> None:
    """Nothing opens the box any more; twice is once."""
    place_of(ballot).unlink(missing_ok=True)
