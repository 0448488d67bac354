"""Figures as people type and read them here: dots part the thousands, a comma the decimals."""

import re
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from foundation.documents.words import in_figures
from foundation.refusals import Refusal

MOST_DIGITS = 16  # before the comma: what our columns hold (max_digits 20, decimal_places 4)
SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’_]+")
GROUPED = {mark: re.compile(rf"[1-9]\d{{0,2}}(\{mark}\d{{3}})+", re.ASCII) for mark in ".,"}
PLAIN = re.compile(r"\d+(\.\d*)?|\.\d+", re.ASCII)


class NotAFigure(Refusal):
    text = _("“%(typed)s” is not a figure. Write it like 1.234,5.")


class FigureNegative(Refusal):
    text = _("The figure cannot be below nought.")


class TooManyDecimals(Refusal):
    text = _("At most %(most)s decimals here; a comma parts them off, dots the thousands.")


class NoDecimals(Refusal):
    text = _("A whole number is wanted here; dots may part the thousands.")


class FigureTooLarge(Refusal):
    text = _("A figure has at most %(most)s digits.")


def read_figure(typed: str, decimals: int) -> Decimal | None:
    """What was typed, in Vietnam's way or another that is clear; None where nothing was.

    "1.234,5", "1 234,5" and "1234,5" are the same; "1.234" is a thousand and more, "12.5"
    can only be twelve and a half. Raises NotAFigure, FigureNegative, TooManyDecimals,
    NoDecimals and FigureTooLarge.
    """
    words = SPACES.sub("", typed)
    if not words:
        return None
    if words[0] in "-−–":
        raise FigureNegative
    plain = pointed(words.removeprefix("+"))
    if not PLAIN.fullmatch(plain):
        raise NotAFigure(typed=typed.strip()[:40])
    whole, _point, rest = plain.partition(".")
    if len(rest.rstrip("0")) > decimals:
        raise TooManyDecimals(most=decimals) if decimals else NoDecimals
    if len(whole.lstrip("0")) > MOST_DIGITS:
        raise FigureTooLarge(most=MOST_DIGITS)
    return Decimal(f"{whole or 0}.{rest.rstrip('0') or 0}")


def pointed(words: str) -> str:
    """The figure without marks between thousands, with a point before the decimals."""
    if "," in words and "." in words:  # the mark that comes last parts the decimals
        thousands = "," if words.rindex(".") > words.rindex(",") else "."
        whole, rest = words.rsplit("." if thousands == "," else ",", 1)
        if not GROUPED[thousands].fullmatch(whole):
            return ""
        return f"{whole.replace(thousands, '')}.{rest}"
    if GROUPED["."].fullmatch(words) or (words.count(",") > 1 and GROUPED[","].fullmatch(words)):
        return words.replace(".", "").replace(",", "")
    return words.replace(",", ".")


def figure_words(value: Decimal | None, decimals: int) -> str:
    """The figure as it is read and can be typed again; empty where there is none."""
    return "" if value is None else in_figures(value, decimals)
