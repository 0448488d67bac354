"""A sheet of points as XLSX: formulas live, the cells to fill in open; read back line by line.

The words of the file are Vietnamese: it goes round by mail. What is read wrongly is told with
its row; a file with one error is not taken over at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any
from unicodedata import normalize
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.carried import HOURS, plain
from campaigns.models import Criterion, Mark, ScoringTable, Sheet, SheetKind
from campaigns.points import point_words, read_points
from campaigns.regulations.sheets import check_entry
from campaigns.sheets import Entry, asks_for
from foundation.documents import spreadsheet
from foundation.documents.spreadsheet import GROUP, TOTAL, Formula, Line
from foundation.figures import read_figure
from foundation.refusals import Refusal

HEAD = (
    "TT", "Tiêu chí", "Điểm tối đa", "Cách chấm", "Tự chấm / số liệu", "Ghi vào đây", "Điểm",
    "Lý do, ghi chú", "Mã", "Bản",
)  # fmt: skip
NUMBER, NAME, MOST, RULE, OWN, ENTRY, POINTS, REASON, KEY, EDITION = range(len(HEAD))
WIDTHS = (6, 48, 10, 34, 20, 14, 10, 40, 12, 6)
MET, NOT_MET = "Đạt", "Không đạt"
SHEET = "Phiếu số"
SALT = "campaigns.import_sheet"
HEAD_WITHIN = 15  # rows
KINDS = {
    SheetKind.SELF: "PHIẾU TỰ CHẤM ĐIỂM",
    SheetKind.CROSS: "PHIẾU CHẤM CHÉO",
    SheetKind.OFFICIAL: "PHIẾU ĐIỂM CHÍNH THỨC",
}


# -- written -------------------------------------------------------------------------------------
def file_of(
    sheet: Sheet, marks: Mapping[UUID, Mark], beside: Mapping[UUID, str], rules: Mapping[UUID, str]
) -> spreadsheet.Sheet:
    """The whole sheet; ``beside``: self-score or figures in words, ``rules``: how points are given.

    The sheet's table has its lines at hand.
    """
    table = sheet.table
    titles = [
        f"{KINDS[SheetKind(sheet.kind)]} NĂM {sheet.year}",
        f"{sheet.board.short_name}. Nơi chấm: {sheet.scorer.short_name}. {SHEET} {sheet.pk}",
        "Chỉ ghi vào ô màu vàng.",
    ]
    first = spreadsheet.Sheet("Phiếu điểm", titles, HEAD, ()).first_row
    lines: list[Line] = []
    sums = []
    for group in table.groups.all():
        place = first + len(lines)
        sums.append(f"G{place}")
        criteria = [each for each in group.criteria.all() if each.key in marks]
        last = place + len(criteria)
        added = Formula(f"=MIN(C{place},SUM(G{place + 1}:G{last}))") if criteria else 0
        lines.append(Line([group.numeral, group.name, group.maximum, *[None] * 3, added], GROUP))
        for number, criterion in enumerate(criteria, 1):
            at = place + number
            mark, key = marks[criterion.key], criterion.key
            said_beside = rules.get(key, ""), beside.get(key, "")
            lines.append(line_of(mark, number, at, said_beside))
    total = total_of(table, sums)
    lines.append(Line([None, "Tổng cộng", table.maximum, *[None] * 3, total], TOTAL))
    return spreadsheet.Sheet(
        "Phiếu điểm", titles, HEAD, lines, WIDTHS, hidden=(KEY + 1, EDITION + 1)
    )


def line_of(mark: Mark, number: int, at: int, words: tuple[str, str]) -> Line:
    """One criterion; what is computed or filled in by others has no open cell but the reason.

    ``at``: its row; ``words``: how points are given, and what stands beside them.
    """
    sheet, line = mark.sheet, mark.criterion
    asked = asks_for(sheet.kind, line, is_computed=mark.is_computed)
    cells = [number, line.name, line.maximum, *words, typed_of(mark, asked)]
    cells += [points_cell(mark, asked, at, sheet.table.step), mark.reason]
    fields = (ENTRY + 1, REASON + 1) if asked else (REASON + 1,)
    choices = (MET, NOT_MET) if asked == "is_met" else ()
    return Line([*cells, str(line.key), mark.edition], fields=fields, choices=choices)


def typed_of(mark: Mark, asked: str | None) -> Any:
    """What stands in the open cell."""
    if asked is None:
        return None
    value = getattr(mark, asked)
    if asked == "is_met" and value is not None:
        return MET if value else NOT_MET
    return value


def points_cell(mark: Mark, asked: str | None, at: int, step: Decimal) -> Any:
    """The points as a formula of what is typed, as ``scoring`` reckons them."""
    line, typed = mark.criterion, f"F{at}"
    if asked is None:
        return mark.points
    if asked == "points":
        return Formula(f'=IF({typed}="","",{typed})')
    if asked == "is_met":
        return Formula(f'=IF({typed}="","",IF({typed}="{MET}",C{at},0))')
    rounded = f"ROUND({typed}*{line.points_each}/{step},0)*{step}"
    return Formula(f'=IF({typed}="","",MIN(C{at},MAX({line.minimum},{rounded})))')


def total_of(table: ScoringTable, sums: Sequence[str]) -> str:
    """The groups together, never below nought, up to the end of the scale."""
    most = table.maximum if table.bonus_inside else table.cap
    added = "+".join(sums) or "0"
    return f"=MAX(0,{added})" if most is None else f"=MAX(0,MIN({most},{added}))"


# -- read ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Remark:
    """What is wrong, and in which row."""

    row: int
    text: str


@dataclass(frozen=True)
class Change:
    """One line that would say something else."""

    line: Criterion
    before: str
    after: str
    reason_before: str
    reason_after: str


@dataclass
class Reading:
    """What was read: lines that would change, and what is wrong with the file."""

    entries: list[Entry] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_file(rows: Sequence[Sequence[Any]], sheet: Sheet, marks: Mapping[UUID, Mark]) -> Reading:
    """The rows of an uploaded file against the sheet as it stands."""
    found = Reading()
    places = (n for n, row in enumerate(rows[:HEAD_WITHIN]) if words(row, KEY) == HEAD[KEY])
    head = next(places, None)
    if head is None:
        found.remarks.append(Remark(0, _("This is not a sheet of points from this page.")))
        return found
    if not any(f"{SHEET} {sheet.pk}" == sheet_named(row) for row in rows[:head]):
        found.remarks.append(Remark(0, _("The file is another sheet: another board or scorer.")))
        return found
    for number, row in enumerate(rows[head + 1 :], head + 2):
        if words(row, KEY):
            read_row(found, number, row, sheet, marks)
    return found


def sheet_named(row: Sequence[Any]) -> str:
    """The end of a title that names the sheet."""
    return SHEET + words(row, 0).rpartition(SHEET)[2]


def words(row: Sequence[Any], column: int) -> str:
    """A cell as words."""
    value = row[column] if column < len(row) else None
    return "" if value is None else normalize("NFC", str(value)).strip()


def read_row(
    found: Reading, number: int, row: Sequence[Any], sheet: Sheet, marks: Mapping[UUID, Mark]
) -> None:
    """One line: taken up where it says something new, or told what is wrong."""
    try:
        mark = marks[UUID(words(row, KEY))]
    except (ValueError, KeyError):
        found.remarks.append(Remark(number, _("The line is not in the table any more.")))
        return
    asked = asks_for(sheet.kind, mark.criterion, is_computed=mark.is_computed)
    edition = words(row, EDITION)
    try:
        entry = Entry(
            mark.criterion.key,
            reason=words(row, REASON),
            seen_edition=int(edition) if edition.isdecimal() else -1,
            **read_cell(asked, row[ENTRY]),
        )
        check_entry(sheet, entry, mark)
    except ValidationError as wrong:
        found.remarks.append(Remark(number, " ".join(wrong.messages)))
        return
    if entry.says(mark):
        return
    if entry.seen_edition != mark.edition:
        late = _("Somebody has changed this line since the download.")
        found.remarks.append(Remark(number, late))
        return
    found.entries.append(entry)
    found.changes.append(change_of(mark, entry, asked))


class NotMetNorUnmet(Refusal):
    text = gettext_lazy("Write “Đạt” or “Không đạt”.")


def read_cell(asked: str | None, value: Any) -> dict[str, Any]:
    """What was typed. Raises the refusals of figures, and NotMetNorUnmet."""
    if asked is None or value is None or not str(value).strip():
        return {}
    said = normalize("NFC", str(value)).strip()
    if asked == "is_met":
        known = {MET.casefold(): True, NOT_MET.casefold(): False}
        if said.casefold() not in known:
            raise NotMetNorUnmet
        return {"is_met": known[said.casefold()]}
    plain_words = point_words(Decimal(said)) if isinstance(value, (int, float)) else said
    if asked == "points":
        return {"points": read_points(plain_words)}
    count = read_figure(plain_words, 0)
    return {} if count is None else {"count": int(count)}


def change_of(mark: Mark, entry: Entry, asked: str | None) -> Change:
    """Before and after, in words."""
    before, after = (said(getattr(each, asked)) if asked else "" for each in (mark, entry))
    return Change(mark.criterion, before, after, mark.reason, entry.reason)


def said(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return MET if value else NOT_MET
    return point_words(Decimal(value))


# -- carried by the page until the person says yes -----------------------------------------------
def packed(entries: Sequence[Entry], sheet_pk: int) -> str:
    """The entries as signed words, for this sheet alone."""
    kept = [plain(asdict(entry)) for entry in entries]
    return signing.dumps({"sheet": sheet_pk, "entries": kept}, salt=SALT, compress=True)


def unpacked(carried: str, sheet_pk: int) -> list[Entry]:
    """The entries again. Raises signing.BadSignature for what we have not signed for this sheet."""
    kept = signing.loads(carried, salt=SALT, max_age=HOURS)
    if kept["sheet"] != sheet_pk:
        raise signing.BadSignature("checked for another sheet")
    return [entry_from(each) for each in kept["entries"]]


def entry_from(row: Mapping[str, Any]) -> Entry:
    """An entry as it was packed."""
    points = None if row["points"] is None else Decimal(row["points"])
    return Entry(**{**row, "key": UUID(row["key"]), "points": points})
