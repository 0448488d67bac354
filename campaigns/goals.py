"""What a registration says: its figures, titles and movements; and two texts of it compared."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from campaigns.models import Holder, Indicator, Registration, RegistrationVersion
from foundation.figures import figure_words

MOVEMENTS, AIMS, TARGET = "movements", "aims", "target-"


@dataclass(frozen=True)
class Goal:
    """The plan for one indicator, in its unit; equal figures are written alike."""

    plan: Decimal
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "plan", plain(self.plan))


@dataclass(frozen=True)
class AimText:
    """A title or an award, for whom, and how many."""

    title: str
    holder: str = Holder.BOARD.value
    count: int = 1


@dataclass(frozen=True)
class Goals:
    """All that a board sets out to reach in a year; ``targets`` by the indicator's key."""

    targets: Mapping[int, Goal] = field(default_factory=dict)
    aims: tuple[AimText, ...] = ()
    movements: str = ""

    @classmethod
    def of(cls, registration: Registration) -> "Goals":
        """As the board has written it."""
        targets = registration.targets.all()
        return cls(
            {row.indicator_id: Goal(row.plan, row.note) for row in targets if row.plan is not None},
            tuple(AimText(a.title, a.holder, a.count) for a in registration.aims.all()),
            registration.movements,
        )

    @classmethod
    def of_version(cls, version: RegistrationVersion) -> "Goals":
        """As it was accepted."""
        kept = version.content
        targets = {
            row["indicator"]: Goal(Decimal(row["plan"]), row["note"]) for row in kept["targets"]
        }
        aims = tuple(AimText(row["title"], row["holder"], row["count"]) for row in kept["aims"])
        return cls(targets, aims, kept["movements"])

    def as_json(self, indicators: Iterable[Indicator]) -> dict[str, Any]:
        """For a version: with names and units as they are today."""
        targets = [
            {
                "indicator": each.pk,
                "name": each.name,
                "unit": each.unit,
                "decimals": each.decimals,
                "plan": str(self.targets[each.pk].plan),
                "note": self.targets[each.pk].note,
            }
            for each in indicators
            if each.pk in self.targets
        ]
        aims = [{"title": a.title, "holder": a.holder, "count": a.count} for a in self.aims]
        return {"targets": targets, "aims": aims, "movements": self.movements}

    def parts(self) -> dict[str, Any]:
        """What may be changed apart, by its key."""
        plain_parts: dict[str, Any] = {MOVEMENTS: self.movements, AIMS: self.aims}
        return plain_parts | {f"{TARGET}{pk}": goal for pk, goal in self.targets.items()}


@dataclass(frozen=True)
class Difference:
    """A part that reads differently in two texts: in words, empty where it is not there."""

    part: str
    name: str
    before: str
    after: str
    by_both: bool = False


def plain(figure: Decimal) -> Decimal:
    """Without noughts at the end."""
    figure = Decimal(figure)
    return figure.quantize(Decimal(1)) if figure == figure.to_integral() else figure.normalize()


def marks(goals: Goals) -> dict[str, str]:
    """What a form carries along, to tell later who has changed what: part → fingerprint."""
    return {part: fingerprint(said) for part, said in goals.parts().items()}


def fingerprint(said: Any) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]


def joined(mine: Goals, theirs: Goals, base: Mapping[str, str]) -> Goals:
    """One text out of two: theirs wherever only they have changed it since ``base``, else mine."""
    ours, others = mine.parts(), theirs.parts()
    kept = ours | {
        part: others.get(part)
        for part in [*others, *ours]
        if not changed(ours, part, base) and changed(others, part, base)
    }
    targets = {
        int(part.removeprefix(TARGET)): said
        for part, said in kept.items()
        if part.startswith(TARGET) and said is not None
    }
    return replace(mine, targets=targets, aims=kept[AIMS], movements=kept[MOVEMENTS])


def changed(parts: Mapping[str, Any], part: str, base: Mapping[str, str]) -> bool:
    """Whether the part reads otherwise than when it was opened."""
    return base.get(part) != (fingerprint(parts[part]) if part in parts else None)


def differences(
    before: Goals,
    after: Goals,
    indicators: Mapping[int, Indicator],
    base: Mapping[str, str] | None = None,
) -> list[Difference]:
    """The parts that differ, in the order of the page.

    With ``base``, the marks of what both came from, each tells whether both have changed it.
    """
    old, new = before.parts(), after.parts()
    targets = [f"{TARGET}{pk}" for pk in indicators]
    return [
        Difference(
            part,
            name_of(part, indicators),
            in_words(old.get(part), part, indicators),
            in_words(new.get(part), part, indicators),
            base is not None and changed(old, part, base) and changed(new, part, base),
        )
        for part in [MOVEMENTS, *targets, AIMS]
        if old.get(part) != new.get(part)
    ]


def name_of(part: str, indicators: Mapping[int, Indicator]) -> str:
    """What the part is called."""
    if part.startswith(TARGET):
        return str(indicators[int(part.removeprefix(TARGET))])
    return _("Movements") if part == MOVEMENTS else _("Titles and awards")


def in_words(said: Any, part: str, indicators: Mapping[int, Indicator]) -> str:
    """What it says, as people read it."""
    if said is None:
        return ""
    if part == MOVEMENTS:
        return str(said)
    if part == AIMS:
        return "\n".join(aim_words(aim) for aim in said)
    indicator = indicators[int(part.removeprefix(TARGET))]
    figure = f"{figure_words(said.plan, indicator.decimals)} {indicator.unit}"
    return f"{figure}; {said.note}" if said.note else figure


def aim_words(aim: AimText) -> str:
    """A title with whom it is for: "Lao động tiên tiến (persons: 20)"."""
    return f"{aim.title} ({Holder(aim.holder).label}: {aim.count})"
