"""Figures as people type them: dots part the thousands, a comma the decimals."""

import random
from decimal import Decimal

import pytest

from foundation import figures


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,50", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234", "1234"),
        ("12.5", "12.5"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        (",5", "0.5"),
        ("+7", "7"),
        ("007", "7"),
        ("12,", "12"),
        ("1.500,00", "1500"),
    ],
)
def test_read_figure_is_lenient(typed, figure):
    assert figures.read_figure(typed, 3) == Decimal(figure)


@pytest.mark.parametrize("typed", ["", "  ", "\u00a0"])
def test_nothing_typed_is_no_figure(typed):
    assert figures.read_figure(typed, 2) is None


@pytest.mark.parametrize(
    ("typed", "refusal", "words"),
    [
        ("nhiều", figures.NotAFigure, "“nhiều” is not a figure. Write it like 1.234,5."),
        ("1.23.456", figures.NotAFigure, "“1.23.456” is not a figure. Write it like 1.234,5."),
        ("1,2,3", figures.NotAFigure, "“1,2,3” is not a figure. Write it like 1.234,5."),
        ("1.23,5.6", figures.NotAFigure, "“1.23,5.6” is not a figure. Write it like 1.234,5."),
        ("1e5", figures.NotAFigure, "“1e5” is not a figure. Write it like 1.234,5."),
        ("٣", figures.NotAFigure, "“٣” is not a figure. Write it like 1.234,5."),
        ("-3", figures.FigureNegative, "The figure cannot be below nought."),
        ("−3", figures.FigureNegative, "The figure cannot be below nought."),
        ("1" * 17, figures.FigureTooLarge, "A figure has at most 16 digits."),
        (
            "1,25",
            figures.TooManyDecimals,
            "At most 1 decimals here; a comma parts them off, dots the thousands.",
        ),
    ],
)
def test_read_figure_refuses(typed, refusal, words):
    with pytest.raises(refusal) as refused:
        figures.read_figure(typed, 1)

    assert str(refused.value) == words


def test_a_whole_number_is_asked_for_as_such():
    with pytest.raises(figures.NoDecimals):
        figures.read_figure("1,5", 0)


def test_what_is_shown_can_be_typed_again():
    chance = random.Random(3)  # noqa: S311 -- figures for a test
    for digits in range(1, 21):
        figure = Decimal(chance.randrange(10**digits)).scaleb(-4)

        assert figures.read_figure(figures.figure_words(figure, 4), 4) == figure


def test_whatever_is_typed_is_read_or_refused():
    chance = random.Random(5)  # noqa: S311 -- figures for a test
    for _ in range(3000):
        typed = "".join(chance.choices("0123456789.,- \u00a0x", k=chance.randrange(12)))
        try:
            figure = figures.read_figure(typed, chance.randrange(5))
        except figures.Refusal:
            continue
        assert figure is None or figure >= 0, typed
