"""Put a key and its certificates into a SoftHSM token, as an office finds them on its own.

Run as a program: a PKCS#11 module is initialised once per process.

    python softtoken.py MODULE TOKEN PIN FOLDER     (key.pem, own.der, above-*.der)
"""

import subprocess
import sys
from pathlib import Path

import pkcs11
from pkcs11 import Attribute, ObjectClass
from pkcs11.util.x509 import decode_x509_certificate

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
KEY_ID = b"\x01"


def fill(module, token, pin, folder):
    with pkcs11.lib(module).get_token(token_label=token).open(user_pin=pin, rw=True) as session:
        for position, path in enumerate([folder / "own.der", *sorted(folder.glob("above-*.der"))]):
            facts = decode_x509_certificate(path.read_bytes())
            facts |= {
                Attribute.TOKEN: True,
                Attribute.LABEL: "board" if position == 0 else f"above {position}",
                Attribute.ID: KEY_ID if position == 0 else bytes([16 + position]),
                Attribute.CLASS: ObjectClass.CERTIFICATE,
            }
            session.create_object(facts)


def make(folder, identity, *, pin, environment, label="office"):
    """A token with that identity; the key goes in and never comes out again."""
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\n")
    (folder / "own.der").write_bytes(identity.der)
    for position, above in enumerate(identity.chain):
        (folder / f"above-{position}.der").write_bytes(above)
    key = identity.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(key)
    environment = environment | {"SOFTHSM2_CONF": str(folder / "softhsm2.conf")}
    tool = ["softhsm2-util", "--module", MODULE]
    steps = [
        [*tool, "--init-token", "--free", "--label", label, "--so-pin", pin, "--pin", pin],
        [*tool, "--import", folder / "key.pem", "--token", label, "--label", "board",
         "--id", KEY_ID.hex(), "--pin", pin],
        [sys.executable, __file__, MODULE, label, pin, folder],
    ]  # fmt: skip
    for step in steps:
        subprocess.run(step, env=environment, check=True, capture_output=True, timeout=60)
    (folder / "key.pem").unlink()
    return {"SOFTHSM2_CONF": str(folder / "softhsm2.conf")}


if __name__ == "__main__":
    fill(*sys.argv[1:4], Path(sys.argv[4]))
