"""Charts as SVG, drawn on the server: pure, plain values in, markup out.

The same drawing stands on the page and on paper. Lengths across are percent of the width, so
that a chart fits a phone, a laptop and a sheet of A4 with letters of the same size. Colours go
by class (static/css/charts.css) and, for paper, where classes do not reach into a drawing, by
the attribute beside it. Every chart stands beside a table: nothing is told by colour alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

COLOURS = (
    "#a61b29", "#1f5a8c", "#1b6e45", "#9a6b00", "#5b4a9e", "#0f7173", "#a03c08", "#6b6f76",
)  # fmt: skip
STATES = {"done": "#1b6e45", "now": "#a61b29", "late": "#a03c08", "later": "#c9c5bc"}
SIGNS = {"done": "✓", "now": "•", "late": "!", "later": ""}
INK, SOFT, GROUND = "#22262b", "#595f68", "#e4e1da"
ROW, BAR, TEXT, KEY_ROW, HEAD = 44, 16, 13, 20, 22  # pixels
LONGEST = 44  # letters of a name that fit beside figures on a phone
PLOT, ABOVE, BELOW, MARGIN = 150, 24, 28, 8  # of a chart over years: pixels; the last percent
WHOLE = 100


@dataclass(frozen=True)
class Bar:
    """One row: its name, its parts from the left, and what is said at the right of it.

    Parts below nought take no room; ``words`` tell them.
    """

    label: str
    parts: Sequence[Decimal]
    words: str


@dataclass(frozen=True)
class Pair:
    """One figure beside another, of a most that is its own: "42 of 60, the others 38"."""

    label: str
    own: Decimal
    other: Decimal
    most: Decimal
    words: str


@dataclass(frozen=True)
class Strip:
    """One row of states: done, now, late or later."""

    label: str
    states: Sequence[str]
    words: str


@dataclass(frozen=True)
class Point:
    """One figure in a row of them; None where there is none."""

    label: str
    value: Decimal | None
    words: str


def share(value: Decimal, most: Decimal) -> str:
    """What part of the width, in percent, as SVG writes it; within 0 and 100."""
    if most <= 0:
        return "0%"
    part = min(max(Fraction(value) / Fraction(most), Fraction(0)), Fraction(1))
    return f"{float(part * WHOLE):.3f}".rstrip("0").rstrip(".") + "%"


def shortened(words: str, most: int = LONGEST) -> str:
    """At most so many letters."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def drawing(title: str, told: str, height: int, content: SafeString) -> SafeString:
    """The frame of a chart, with its name and what it tells for whoever does not see it."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="100%" height="{}" role="img"'
        ' aria-label="{}"><title>{}</title><desc>{}</desc>{}</svg>',
        height, title, title, told, content,
    )  # fmt: skip


def text(x: str, y: int, words: str, *, anchor: str = "start", soft: bool = False) -> SafeString:
    """One line of words."""
    return format_html(
        '<text class="{}" fill="{}" font-size="{}" x="{}" y="{}" text-anchor="{}">{}</text>',
        "chart-soft" if soft else "chart-text", SOFT if soft else INK, TEXT, x, y, anchor, words,
    )  # fmt: skip


def box(x: str, y: int, width: str, height: int, looks: tuple[str, str]) -> SafeString:
    """A filled rectangle; ``looks``: class and colour."""
    return format_html(
        '<rect class="{}" fill="{}" x="{}" y="{}" width="{}" height="{}"/>',
        looks[0], looks[1], x, y, width, height,
    )  # fmt: skip


def colour(number: int) -> tuple[str, str]:
    """Class and colour of the series of that number, from 0; after the last they begin again."""
    place = number % len(COLOURS)
    return f"chart-{place + 1}", COLOURS[place]


def joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def named(row: Bar | Pair | Strip, top: int) -> SafeString:
    """The line above a bar: the name at the left, the figure at the right."""
    room = LONGEST - min(len(row.words), LONGEST // 2)
    left = text("0", top + TEXT, shortened(row.label, room))
    return joined([left, text("100%", top + TEXT, row.words, anchor="end", soft=True)])


def keys(names: Sequence[str], top: int) -> SafeString:
    """Which colour means what, one below the other."""
    rows = []
    for number, name in enumerate(names):
        y = top + number * KEY_ROW
        rows.append(box("0", y, "12", 12, colour(number)))
        rows.append(text("20", y + 11, shortened(name), soft=True))
    return joined(rows)


def told(rows: Sequence[Bar | Pair | Strip | Point]) -> str:
    """All rows in words."""
    return "; ".join(f"{row.label}: {row.words}" for row in rows)


def stacked(bars: Sequence[Bar], names: Sequence[str], *, title: str, most: Decimal) -> SafeString:
    """Bars made of parts, with a key to the colours; ``most`` fills the width."""
    longest = max([most, *(sum(positive(bar.parts), Decimal(0)) for bar in bars)])
    rows = []
    for number, bar in enumerate(bars):
        top, so_far = number * ROW, Decimal(0)
        rows += [named(bar, top), ground(top)]
        for place, part in enumerate(positive(bar.parts)):
            x, width = share(so_far, longest), share(part, longest)
            rows.append(box(x, top + TEXT + 6, width, BAR, colour(place)))
            so_far += part
    below = len(bars) * ROW
    height = below + len(names) * KEY_ROW
    return drawing(title, told(bars), height, joined([*rows, keys(names, below)]))


def positive(parts: Iterable[Decimal]) -> list[Decimal]:
    return [max(part, Decimal(0)) for part in parts]


def ground(top: int) -> SafeString:
    """The whole width, behind a bar."""
    return box("0", top + TEXT + 6, "100%", BAR, ("chart-ground", GROUND))


def beside(pairs: Sequence[Pair], names: tuple[str, str], *, title: str) -> SafeString:
    """Bars of own figures with a stroke where the others stand; each of its own most."""
    rows = []
    for number, pair in enumerate(pairs):
        top = number * ROW
        bar = box("0", top + TEXT + 6, share(pair.own, pair.most), BAR, colour(0))
        rows += [named(pair, top), ground(top), bar, stroke(share(pair.other, pair.most), top)]
    below = len(pairs) * ROW
    rows += [box("0", below, "12", 12, colour(0)), text("20", below + 11, names[0], soft=True)]
    key = box("4", below + KEY_ROW - 2, "3", 16, ("chart-stroke", INK))
    rows += [key, text("20", below + KEY_ROW + 11, names[1], soft=True)]
    return drawing(title, told(pairs), below + 2 * KEY_ROW, joined(rows))


def stroke(x: str, top: int) -> SafeString:
    """A line across a bar, a little higher than it."""
    return format_html(
        '<line class="chart-line" stroke="{}" stroke-width="3" x1="{}" x2="{}" y1="{}" y2="{}"/>',
        INK, x, x, top + TEXT + 2, top + TEXT + 10 + BAR,
    )  # fmt: skip


def heat(strips: Sequence[Strip], columns: Sequence[str], *, title: str) -> SafeString:
    """States of rows by columns, each with its sign; the columns are numbered and named below."""
    wide = Decimal(len(columns) or 1)
    rows = [
        text(middle(place, wide), TEXT, str(place + 1), anchor="middle", soft=True)
        for place in range(len(columns))
    ]
    for number, strip in enumerate(strips):
        top = HEAD + number * ROW
        rows.append(named(strip, top))
        rows += [cell(place, wide, top, state) for place, state in enumerate(strip.states)]
    below = HEAD + len(strips) * ROW + TEXT
    for place, name in enumerate(columns):
        line = shortened(f"{place + 1}. {name}")
        rows.append(text("0", below + place * KEY_ROW, line, soft=True))
    return drawing(title, told(strips), below + len(columns) * KEY_ROW, joined(rows))


def cell(place: int, wide: Decimal, top: int, state: str) -> SafeString:
    """One state: its colour and its sign."""
    x, width = share(Decimal(place), wide), share(Decimal("0.94"), wide)
    shape = box(x, top + TEXT + 6, width, BAR, (f"chart-{state}", STATES[state]))
    sign = format_html(
        '<text class="chart-sign" fill="#fff" font-size="11" x="{}" y="{}" text-anchor="middle">'
        "{}</text>",
        middle(place, wide), top + TEXT + 18, SIGNS[state],
    )  # fmt: skip
    return joined([shape, sign]) if SIGNS[state] else shape


def middle(place: int, wide: Decimal) -> str:
    """Where the middle of a column is."""
    return share(Decimal(place) + Decimal("0.47"), wide)


def over_time(points: Sequence[Point], *, title: str, most: Decimal) -> SafeString:
    """Figures one after the other, joined by lines where they follow on each other."""
    places = [place_of(number, len(points)) for number in range(len(points))]
    known = list(zip(points, places, strict=True))
    lines = [
        format_html(
            '<line class="chart-run" stroke="{}" stroke-width="2" x1="{}" x2="{}" y1="{}"'
            ' y2="{}"/>',
            COLOURS[0], before, after, level(first.value, most), level(then.value, most),
        )
        for (first, before), (then, after) in pairwise(known)
        if first.value is not None and then.value is not None
    ]  # fmt: skip
    base = box("0", ABOVE + PLOT, "100%", 1, ("chart-ground", GROUND))
    dots = [dot(point, x, most) for point, x in known]
    return drawing(title, told(points), ABOVE + PLOT + BELOW, joined([base, *lines, *dots]))


def place_of(number: int, count: int) -> str:
    """Where along the width, in percent: within a margin, one alone in the middle."""
    if count == 1:
        return "50%"
    return f"{MARGIN + (WHOLE - 2 * MARGIN) * number / (count - 1):.2f}%"


def level(value: Decimal, most: Decimal) -> int:
    """How far from the top, in pixels."""
    part = min(max(Fraction(value) / Fraction(most), Fraction(0)), Fraction(1)) if most > 0 else 0
    return ABOVE + round(PLOT * (1 - part))


def dot(point: Point, x: str, most: Decimal) -> SafeString:
    """The name below; the dot with its figure above it."""
    name = text(x, ABOVE + PLOT + BELOW - 8, point.label, anchor="middle", soft=True)
    if point.value is None:
        return name
    y = level(point.value, most)
    circle = format_html(
        '<circle class="chart-1" fill="{}" cx="{}" cy="{}" r="4"/>', COLOURS[0], x, y
    )
    return joined([circle, text(x, y - 8, point.words, anchor="middle"), name])
