"""The table of points as a sheet: written with live sums, read back row by row.

The words of the sheet are Vietnamese: it is a paper that goes round by mail. What is read
wrongly is told with its row; a sheet with one error is not taken over at all.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from campaigns.layouts import CriterionText, GroupText, Layout
from campaigns.models import BANDED, CriterionKind, Filler, Formula, ScoringTable
from campaigns.points import point_words, read_points
from foundation.documents.spreadsheet import GROUP, TOTAL, Line, Sheet
from foundation.documents.words import roman
from foundation.refusals import Refusal

NUMBER, NAME, MAXIMUM, KIND, FORMULA, EACH, MINIMUM, BANDS, INDICATOR = (
    "TT", "Nội dung", "Điểm tối đa", "Loại", "Cách tính", "Điểm mỗi lần", "Điểm tối thiểu",
    "Các mức", "Chỉ tiêu",
)  # fmt: skip
EVIDENCE, REFERENCE, FILLER, NOTE, KEY = (
    "Minh chứng", "Căn cứ", "Người chấm", "Ghi chú", "Mã (không sửa)",
)  # fmt: skip
HEAD = (
    NUMBER, NAME, MAXIMUM, KIND, FORMULA, EACH, MINIMUM, BANDS, INDICATOR, EVIDENCE, REFERENCE,
    FILLER, NOTE, KEY,
)  # fmt: skip
WIDTHS = (6, 52, 10, 18, 26, 9, 9, 22, 34, 28, 24, 14, 28, 12)
GROUP_KINDS = {False: "Nhóm", True: "Nhóm điểm thưởng"}
KINDS = {
    CriterionKind.QUANTITATIVE: "Kế hoạch và kết quả",
    CriterionKind.MET: "Đạt/không đạt",
    CriterionKind.COUNTED: "Đếm số lượng",
    CriterionKind.ADJUSTMENT: "Thưởng/phạt",
}
FORMULAS = {
    Formula.LINEAR: "Theo tỷ lệ hoàn thành",
    Formula.RATE_BANDS: "Theo mức tỷ lệ hoàn thành",
    Formula.VALUE_BANDS: "Theo mức kết quả",
    Formula.LEADER: "So với đơn vị dẫn đầu",
}
FILLERS = {Filler.BOARD: "Đơn vị", Filler.CHECKER: "Người kiểm tra", Filler.SECRETARY: "Thư ký"}
SUM = "Tổng cộng"
HEAD_WITHIN = 15  # rows
BOUND_DECIMALS = 4
LONGEST = {NAME: 500, EVIDENCE: 500, REFERENCE: 300, NOTE: 500}
LARGEST = Decimal(100_000)  # points


# -- written -------------------------------------------------------------------------------------
def sheet_of(table: ScoringTable, layout: Layout, indicators: Mapping[int, str]) -> Sheet:
    """The whole table; ``indicators``: names by keys."""
    titles = [f"BẢNG ĐIỂM THI ĐUA NĂM {table.year}", f"{table.bloc}, bản {table.number}"]
    if table.is_example:
        titles.append("Dựng từ mẫu tham khảo")
    first = Sheet("Bảng điểm", titles, HEAD, ()).first_row
    lines: list[Line] = []
    places = []
    for number, group in enumerate(layout.groups, 1):
        places.append(first + len(lines))
        kind = GROUP_KINDS[group.is_bonus]
        cells: list[Any] = [roman(number), group.name, group.maximum, kind]
        lines.append(Line([*cells, *[None] * 9, str(group.key)], GROUP))
        for place, criterion in enumerate(group.criteria, 1):
            lines.append(Line([place, *cells_of(criterion, indicators)]))
    total = "=" + ("+".join(f"C{place}" for place in places) or "0")
    lines.append(Line([None, SUM, total, *[None] * 11], TOTAL))
    return Sheet("Bảng điểm", titles, HEAD, lines, WIDTHS, hidden=(len(HEAD),))


def cells_of(text: CriterionText, indicators: Mapping[int, str]) -> list[Any]:
    """A line of the sheet, from the second column on."""
    bands = "; ".join(f"{point_words(bound)}: {point_words(given)}" for bound, given in text.bands)
    return [
        text.name, text.maximum, KINDS[CriterionKind(text.kind)],
        FORMULAS[Formula(text.formula)] if text.formula else None, text.points_each,
        text.minimum or None, bands or None,
        indicators.get(text.indicator) if text.indicator else None, text.evidence or None,
        text.reference or None, FILLERS[Filler(text.filled_by)], text.note or None, str(text.key),
    ]  # fmt: skip


# -- read ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Remark:
    """What is to be said of a row of the sheet; ``row`` 0: of the whole."""

    row: int
    text: str
    is_error: bool = True


@dataclass
class Reading:
    """What came of a sheet: the table, and what is to be said of it."""

    layout: Layout
    remarks: list[Remark] = field(default_factory=list)

    @property
    def errors(self) -> list[Remark]:
        return [each for each in self.remarks if each.is_error]


class Wrong(Exception):
    """A cell that cannot be read, in words."""


@dataclass
class Reader:
    """Reads rows into groups; ``indicators``: keys by names in small letters."""

    former: Layout
    indicators: Mapping[str, int]
    columns: dict[str, int]
    remarks: list[Remark] = field(default_factory=list)
    groups: list[tuple[GroupText, list[CriterionText]]] = field(default_factory=list)
    seen: set[UUID] = field(default_factory=set)

    def take(self, number: int, row: Sequence[Any]) -> None:
        """One row: a group, a line, or nothing; what is wrong with it is told."""
        if not any(words(cell) for cell in row):
            return
        name = self.cell(row, NAME)
        if folded(name).startswith(folded(SUM)):
            return
        try:
            if folded(self.cell(row, KIND)).startswith("nhóm"):
                self.groups.append((self.group(row), []))
            else:
                self.lines().append(self.criterion(number, row))
        except Wrong as wrong:
            self.remarks.append(Remark(number, str(wrong)))

    def lines(self) -> list[CriterionText]:
        """The lines of the group that was read last."""
        if not self.groups:
            raise Wrong(_("stands before the first group"))
        return self.groups[-1][1]

    def cell(self, row: Sequence[Any], column: str) -> str:
        """What stands in that column, as words."""
        place = self.columns.get(column)
        return words(row[place]) if place is not None and place < len(row) else ""

    def group(self, row: Sequence[Any]) -> GroupText:
        """A group; its lines follow."""
        is_bonus = folded(self.cell(row, KIND)) == folded(GROUP_KINDS[True])
        name = self.named(row)
        known = {folded(group.name): group.key for group in self.former.groups}
        key = self.key(row, {group.key for group in self.former.groups}, known)
        return GroupText(name[:300], self.maximum(row), is_bonus, key=key)

    def named(self, row: Sequence[Any]) -> str:
        """The name, within what fits."""
        name = self.cell(row, NAME)
        if not name:
            raise Wrong(_("“%(column)s” is empty") % {"column": NAME})
        for column, most in LONGEST.items():
            if len(self.cell(row, column)) > most:
                facts = {"column": column, "most": most}
                raise Wrong(_("“%(column)s” is longer than %(most)s characters") % facts)
        return name

    def criterion(self, number: int, row: Sequence[Any]) -> CriterionText:
        """A line of the table."""
        name, kind = self.named(row), self.kind(number, row)
        is_quantity = kind == CriterionKind.QUANTITATIVE
        formula = self.one_of(row, FORMULA, FORMULAS, Formula.LINEAR) if is_quantity else ""
        is_banded = formula in BANDED
        known = {folded(each.name): each.key for each in self.former.criteria}
        text = CriterionText(
            name=name, kind=kind, maximum=self.maximum(row),
            key=self.key(row, {each.key for each in self.former.criteria}, known),
            minimum=self.minimum(row, kind), points_each=self.each(row, kind), formula=formula,
            bands=self.bands(row) if is_banded else (),
            indicator=self.indicator(number, row) if is_quantity else None,
            filled_by=self.one_of(row, FILLER, FILLERS, Filler.BOARD),
            evidence=self.cell(row, EVIDENCE), reference=self.cell(row, REFERENCE),
            note=self.cell(row, NOTE),
        )  # fmt: skip
        if not text.maximum and not text.minimum:
            raise Wrong(_("gives no points"))
        return text

    def kind(self, number: int, row: Sequence[Any]) -> str:
        """As the sheet says it, or as the other columns suggest."""
        if self.cell(row, KIND):
            return self.one_of(row, KIND, KINDS, CriterionKind.MET)
        guessed = CriterionKind.MET
        if self.cell(row, FORMULA) or self.cell(row, INDICATOR):
            guessed = CriterionKind.QUANTITATIVE
        elif self.cell(row, EACH):
            guessed = CriterionKind.COUNTED
        said = _("no kind given; taken as “%(kind)s”") % {"kind": KINDS[guessed]}
        self.remarks.append(Remark(number, said, is_error=False))
        return guessed

    def one_of(self, row: Sequence[Any], column: str, known: Mapping[Any, str], empty: Any) -> str:
        """The code of a word from a list."""
        typed = self.cell(row, column)
        found = {folded(said): code for code, said in known.items()}
        if not typed:
            return str(empty)
        if folded(typed) not in found:
            facts = {"column": column, "typed": typed, "known": "; ".join(known.values())}
            raise Wrong(_("“%(typed)s” in “%(column)s” is none of: %(known)s") % facts)
        return str(found[folded(typed)])

    def points(self, row: Sequence[Any], column: str) -> Decimal | None:
        """Points in that column; None where nothing stands there."""
        place = self.columns.get(column)
        value = row[place] if place is not None and place < len(row) else None
        found = attempt(lambda: number_of(value), column)
        if found is not None and abs(found) > LARGEST:
            raise Wrong(_("“%(column)s” is too large") % {"column": column})
        return found

    def maximum(self, row: Sequence[Any]) -> Decimal:
        """The highest points, nought or more."""
        found = self.points(row, MAXIMUM)
        if found is None:
            raise Wrong(_("“%(column)s” is empty") % {"column": MAXIMUM})
        if found < 0:
            raise Wrong(_("“%(column)s” is below nought") % {"column": MAXIMUM})
        return found

    def each(self, row: Sequence[Any], kind: str) -> Decimal | None:
        """Points for one, where the kind asks for it."""
        if kind not in {CriterionKind.COUNTED, CriterionKind.ADJUSTMENT}:
            return None
        found = self.points(row, EACH)
        if not found or (found < 0 and kind == CriterionKind.COUNTED):
            raise Wrong(_("“%(column)s” is wanted for this kind") % {"column": EACH})
        return found

    def minimum(self, row: Sequence[Any], kind: str) -> Decimal:
        """Below nought for penalties only."""
        found = self.points(row, MINIMUM) or Decimal(0)
        if found > 0 or (found and kind != CriterionKind.ADJUSTMENT):
            raise Wrong(_("“%(column)s” is for penalties, with a minus sign") % {"column": MINIMUM})
        return found

    def bands(self, row: Sequence[Any]) -> tuple[tuple[Decimal, Decimal], ...]:
        """The bands: "98: 50; 95: 40", the highest bound first."""
        found: dict[Decimal, Decimal] = {}
        for part in self.cell(row, BANDS).replace("\n", ";").split(";"):
            if not part.strip():
                continue
            bound, colon, given = part.partition(":")
            pair = attempt(partial(band_of, bound, given), BANDS)
            if not colon or None in pair or min(pair) < 0 or pair[0] in found:
                raise Wrong(_("“%(part)s” is no band; write it as 98: 50") % {"part": part.strip()})
            found[pair[0]] = pair[1]
        if not found:
            raise Wrong(_("“%(column)s” is wanted for this formula") % {"column": BANDS})
        return tuple(sorted(found.items(), reverse=True))

    def indicator(self, number: int, row: Sequence[Any]) -> int | None:
        """The indicator of that name; a name that the catalogue does not have is told."""
        name = self.cell(row, INDICATOR)
        found = self.indicators.get(name.casefold())
        if name and found is None:
            raise Wrong(_("the catalogue has no indicator “%(name)s”") % {"name": name})
        if not name:
            said = _("no indicator: its figures will be typed by hand")
            self.remarks.append(Remark(number, said, is_error=False))
        return found

    def key(self, row: Sequence[Any], own: set[UUID], known: Mapping[str, UUID]) -> UUID:
        """The same line as before, by its code or its name; else a new one."""
        try:
            found = UUID(self.cell(row, KEY))
        except ValueError:
            found = None
        if found not in own:
            found = known.get(folded(self.cell(row, NAME)))
        if found is None or found in self.seen:
            found = uuid4()
        self.seen.add(found)
        return found


def read_table(
    rows: Sequence[Sequence[Any]], former: Layout, indicators: Mapping[str, int]
) -> Reading:
    """The table that the sheet describes, in the totals and conditions of the former one.

    What asks for a group that is gone goes with it.
    """
    head = next((n for n, row in enumerate(rows[:HEAD_WITHIN]) if is_head(row)), None)
    if head is None:
        facts = {"name": NAME, "maximum": MAXIMUM}
        words_missing = _("No row with the headings “%(name)s” and “%(maximum)s” was found.")
        return Reading(former, [Remark(0, words_missing % facts)])
    columns = {
        known: place
        for place, cell in reversed(list(enumerate(rows[head])))
        for known in HEAD
        if folded(words(cell)) == folded(known)
    }
    reader = Reader(former, indicators, columns)
    for number, row in enumerate(rows[head + 1 :], head + 2):
        reader.take(number, row)
    groups = tuple(
        GroupText(group.name, group.maximum, group.is_bonus, tuple(lines), group.key)
        for group, lines in reader.groups
    )
    if not groups and not reader.remarks:
        reader.remarks.append(Remark(0, _("There is no group in the sheet.")))
    taken = former.replacing(groups)
    return Reading(taken, sorted(reader.remarks, key=lambda remark: remark.row))


def band_of(bound: str, given: str) -> tuple[Decimal | None, Decimal | None]:
    """A bound with its points, as typed."""
    return read_points(bound, BOUND_DECIMALS), read_points(given)


def is_head(row: Sequence[Any]) -> bool:
    found = {folded(words(cell)) for cell in row}
    return {folded(NAME), folded(MAXIMUM)} <= found


def words(cell: Any) -> str:
    """What stands in a cell, as one line of words in one spelling."""
    return "" if cell is None else unicodedata.normalize("NFC", str(cell)).strip()


def folded(typed: str) -> str:
    """Words alike whatever their letters and spaces."""
    return " ".join(typed.casefold().split())


def number_of(cell: Any) -> Decimal | None:
    """A number as the sheet holds it, or typed as words; at most two decimals."""
    if isinstance(cell, bool):
        raise Wrong(_("is no figure"))
    if isinstance(cell, (int, float, Decimal)):
        found = Decimal(str(cell))
        if not found.is_finite() or found != found.quantize(Decimal("0.01")):
            raise Wrong(_("has more than two decimals"))
        return found
    return read_points(words(cell))


def attempt(read: Callable[[], Any], column: str) -> Any:
    """What a cell says; why it cannot be read, with the name of its column."""
    try:
        return read()
    except (Refusal, Wrong, InvalidOperation) as wrong:
        raise Wrong(f"“{column}”: {wrong}") from wrong
