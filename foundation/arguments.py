"""Types of what an administrator types behind a command: argparse says what is wrong with it."""

import datetime as dt
import unicodedata
from argparse import ArgumentTypeError
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email


def words_of(most: int) -> Callable[[str], str]:
    """An argument of words: trimmed, in one spelling of Unicode, not too long."""

    def words(typed: str) -> str:
        found = unicodedata.normalize("NFC", typed).strip()
        if not found or len(found) > most:
            raise ArgumentTypeError(f"1 to {most} characters are wanted")
        return found

    return words


def address(typed: str) -> str:
    """An argument that is an e-mail address."""
    try:
        validate_email(typed)
    except ValidationError as error:
        raise ArgumentTypeError(f"{typed} is no e-mail address") from error
    return typed


def day(typed: str) -> dt.date:
    """An argument that is a day, as 2025-03-01."""
    try:
        return dt.date.fromisoformat(typed)
    except ValueError as error:
        raise ArgumentTypeError(f"{typed} is no day; write it as 2025-03-01") from error
