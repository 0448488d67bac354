"""Who came and what each board pays, in one table."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns import merging
from campaigns.forms.calendar import SeenField
from campaigns.regulations.activities import MOST_MONEY, MOST_PEOPLE
from campaigns.sharing import equal_shares
from members.models import Board

Lines = dict[str, tuple[int, int]]
PEOPLE, SHARE = "people-", "share-"


class MoneyField(forms.IntegerField):
    """Whole đồng, typed with or without points between the thousands: 3.000.000."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "numeric", "class": "figure form-control", "autocomplete": "off"}
        widget = forms.TextInput(attrs)
        super().__init__(
            min_value=0, max_value=MOST_MONEY, required=False, widget=widget, **options
        )

    def to_python(self, value: Any) -> int | None:
        spaced = "".join(str(value or "").split())
        groups = spaced.replace(",", ".").split(".")
        if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]):  # noqa: PLR2004 -- thousands
            spaced = "".join(groups)
        return super().to_python(spaced)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


@dataclass(frozen=True)
class Row:
    """One board with its two fields."""

    board: Board
    people: forms.BoundField
    share: forms.BoundField


class SettleActivityForm(forms.Form):
    """People and share of every board; a total may be split equally."""

    total = MoneyField(label=gettext_lazy("Total cost, đồng"))
    seen = SeenField()

    def __init__(self, *args: Any, boards: Iterable[Board], **options: Any) -> None:
        super().__init__(*args, **options)
        self.boards = list(boards)
        people = {"inputmode": "numeric", "class": "figure form-control"}
        for board in self.boards:
            name = board.short_name
            self.fields[f"{PEOPLE}{board.pk}"] = forms.IntegerField(
                label=_("People of %(board)s") % {"board": name}, required=False, min_value=0,
                max_value=MOST_PEOPLE, widget=forms.TextInput(people),
            )  # fmt: skip
            self.fields[f"{SHARE}{board.pk}"] = MoneyField(
                label=_("Share of %(board)s, đồng") % {"board": name}
            )

    @classmethod
    def showing(
        cls, lines: Lines, saved: Lines, *, boards: Iterable[Board], total: int | None = None
    ) -> "SettleActivityForm":
        """The form with these lines, as a change of what is ``saved`` now."""
        initial: dict[str, Any] = {"seen": merging.marks(saved), "total": total}
        for key, (people, share) in lines.items():
            initial |= {f"{PEOPLE}{key}": people, f"{SHARE}{key}": share}
        return cls(initial=initial, boards=boards)

    @property
    def rows(self) -> list[Row]:
        return [
            Row(board, self[f"{PEOPLE}{board.pk}"], self[f"{SHARE}{board.pk}"])
            for board in self.boards
        ]

    @property
    def lines(self) -> Lines:
        """What was typed; a board without a word is left out."""
        typed = self.cleaned_data
        found = {}
        for board in self.boards:
            people, share = typed[f"{PEOPLE}{board.pk}"], typed[f"{SHARE}{board.pk}"]
            if people is not None or share is not None:
                found[str(board.pk)] = (people or 0, share or 0)
        return found

    def splitting(self) -> "SettleActivityForm":
        """The same table with the total shared equally among the boards that come; not saved."""
        lines, total = self.lines, self.cleaned_data["total"] or 0
        coming = [key for key, (people, _share) in lines.items() if people]
        shares = dict(zip(coming, equal_shares(total, len(coming)), strict=True))
        split = {key: (people, shares.get(key, 0)) for key, (people, _share) in lines.items()}
        found = self.showing(split, {}, boards=self.boards, total=total)
        found.initial["seen"] = self.data["seen"]
        return found

    def clashes(self, found: Iterable[merging.Clash]) -> list[merging.Clash]:
        """What two people have entered differently, in words."""
        names = {str(board.pk): board.short_name for board in self.boards}
        return [
            merging.Clash(names[each.key], said(each.theirs), said(each.mine), each.both_changed)
            for each in found
        ]


def said(line: tuple[int, int] | None) -> str:
    """A line as people read it; nothing where there is none."""
    if line is None:
        return ""
    people, share = line
    money = f"{share:,}".replace(",", ".")
    return _("%(people)s people, %(share)s đồng") % {"people": people, "share": money}
