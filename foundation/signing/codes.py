"""Short codes that are printed on papers: eight letters and digits that nobody confuses."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0/O, 1/I/L
LENGTH = 8


def new_code() -> str:
    """A code as 7KQ4-M2XA: some 852 milliards of them, too many to guess."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


class CodeConverter:
    """A code in an address."""

    regex = "[0-9A-Z]{4}-[0-9A-Z]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
