"""The key of a ballot in the hands of its tellers: any two of them open it, nobody alone.

Each teller has a key of their own, which only their pass-phrase opens. When a ballot is frozen
the secret that opens its key is divided among them (Shamir's scheme, as PyCryptodome has it),
each part sealed to one teller, and forgotten. One part says nothing at all of the secret, so
the first that is given at the count may wait for the second.
"""

import base64
import os
import unicodedata
from collections.abc import Collection, Mapping
from uuid import UUID

from Crypto.Protocol.SecretSharing import Shamir
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from foundation.ballots import keys
from foundation.ballots.keys import Buffer
from foundation.ballots.models import Ballot, BallotState, Keyholder, KeyPart
from foundation.refusals import Refusal
from foundation.shortcuts import lock

ENOUGH = 2  # so many tellers open a box (house rule on secret ballots)
SHORTEST = 8  # characters of a pass-phrase
SECRET = 16  # bytes: what Crypto's Shamir divides
COST, BLOCKS = 2**15, 8  # of scrypt: a tenth of a second, 32 MB


class PassphraseShort(Refusal):
    text = _("A pass-phrase has at least %(least)s characters.")
    field = "passphrase"


class PassphraseWrong(Refusal):
    text = _("That is not your pass-phrase. Mind capital letters and the Vietnamese keyboard.")
    field = "passphrase"


class NotBeingCounted(Refusal):
    text = _("The box is not closed yet, or it was counted already.")
    is_final = True


class PartGiven(Refusal):
    text = _("Your part of the key is there already. Another teller's is wanted.")
    is_final = True


@sensitive_variables()
def make_holder(holder: str, passphrase: str) -> Keyholder:
    """A teller's own key under this pass-phrase. ``holder``: the room's own key of whose it is.

    Raises PassphraseShort.
    """
    if len(passphrase.strip()) < SHORTEST:
        raise PassphraseShort(least=SHORTEST)
    private, salt = X25519PrivateKey.generate(), os.urandom(16)
    return Keyholder.objects.create(
        holder=holder,
        public_key=private.public_key().public_bytes_raw(),
        salt=salt,
        wrapped=box_of(passphrase, salt).encrypt(private.private_bytes_raw()),
    )


@sensitive_variables()
def private_of(holder: Keyholder, passphrase: str) -> X25519PrivateKey:
    """The teller's own key. Raises PassphraseWrong."""
    try:
        raw = box_of(passphrase, bytes(holder.salt)).decrypt(bytes(holder.wrapped))
    except InvalidToken as error:
        raise PassphraseWrong from error
    return X25519PrivateKey.from_private_bytes(raw)


def box_of(passphrase: str, salt: bytes) -> Fernet:
    """What the pass-phrase opens; the same letters typed in two ways are one pass-phrase."""
    typed = unicodedata.normalize("NFC", passphrase.strip()).encode()
    key = Scrypt(salt=salt, length=32, n=COST, r=BLOCKS, p=1).derive(typed)
    return Fernet(base64.urlsafe_b64encode(key))


def box_under(secret: bytes, ballot: UUID) -> Fernet:
    """What the tellers' common secret opens."""
    key = HKDF(SHA256(), length=32, salt=None, info=ballot.bytes).derive(secret)
    return Fernet(base64.urlsafe_b64encode(key))


@sensitive_variables()
def hand_out(ballot: Ballot, holders: Collection[Keyholder]) -> list[KeyPart]:
    """Make the ballot's key and divide what opens it among these tellers; not saved yet."""
    assert len(holders) >= ENOUGH, "the room sees to it that there are enough"
    private, secret = X25519PrivateKey.generate(), os.urandom(SECRET)
    ballot.public_key = private.public_key().public_bytes_raw()
    inner = box_under(secret, ballot.pk).encrypt(private.private_bytes_raw())
    ballot.wrapped_key = keys.locked(ballot.pk, inner)
    shares = Shamir.split(ENOUGH, len(holders), secret)
    return [
        KeyPart(
            ballot=ballot,
            holder=holder,
            sealed=keys.seal(bytes([number]) + share, ballot.pk, holder.public_key),
        )
        for holder, (number, share) in zip(holders, shares, strict=True)
    ]


@sensitive_variables()
@transaction.atomic
def turn(part: KeyPart, passphrase: str) -> X25519PrivateKey | None:
    """A teller gives their part of a closed box; with the last that is wanted, its key.

    The first part waits, encrypted, for the second. Raises NotBeingCounted, PartGiven,
    PassphraseWrong and KeyLost.
    """
    ballot = part.ballot
    lock(ballot)
    if ballot.state != BallotState.CLOSED:
        raise NotBeingCounted
    keys.unlocked(ballot.pk, ballot.wrapped_key)  # is there anything left to open?
    part.refresh_from_db()
    if part.turned:
        raise PartGiven
    own = private_of(part.holder, passphrase)
    part.turned = keys.locked(ballot.pk, keys.unseal(part.sealed, ballot.pk, own))
    part.save(update_fields=["turned"])
    given = [each for each in ballot.parts.all() if each.turned]
    if len(given) < ENOUGH:
        return None
    return joined(ballot, {each.pk: each.turned for each in given[:ENOUGH]})


@sensitive_variables()
def joined(ballot: Ballot, turned: Mapping[UUID, Buffer]) -> X25519PrivateKey:
    """The key that these parts open together. Raises KeyLost."""
    parts = [keys.unlocked(ballot.pk, part) for part in turned.values()]
    secret = Shamir.combine([(part[0], part[1:]) for part in parts])
    inner = keys.unlocked(ballot.pk, ballot.wrapped_key)
    try:
        raw = box_under(secret, ballot.pk).decrypt(inner)
    except InvalidToken as error:
        raise keys.KeyLost from error
    return X25519PrivateKey.from_private_bytes(raw)
