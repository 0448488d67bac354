"""A table that has been read from a sheet, carried by the page until the person says yes.

Signed, so that what is saved is what was checked; nothing of it is kept on the server.
"""

from dataclasses import asdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core import signing

from campaigns.layouts import GroupText, group_from

SALT = "campaigns.import_table"
HOURS = 24 * 3600  # seconds: how long a checked sheet may wait


def packed(groups: tuple[GroupText, ...], table_pk: int) -> str:
    """The groups as signed words, for this table alone."""
    kept = [plain(asdict(group)) for group in groups]
    return signing.dumps({"table": table_pk, "groups": kept}, salt=SALT, compress=True)


def plain(value: Any) -> Any:
    """Figures and keys as words, bands by their names."""
    if isinstance(value, dict):
        named = {name: plain(each) for name, each in value.items()}
        if "bands" in named:
            named["bands"] = [{"bound": bound, "points": given} for bound, given in named["bands"]]
        return named
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, (Decimal, UUID)) else value


def unpacked(words: str, table_pk: int) -> tuple[GroupText, ...]:
    """The groups again. Raises signing.BadSignature for what we have not signed for this table."""
    kept = signing.loads(words, salt=SALT, max_age=HOURS)
    if kept["table"] != table_pk:
        raise signing.BadSignature("checked for another table")
    return tuple(group_from(each) for each in kept["groups"])
