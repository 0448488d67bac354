"""What the records say of limits, of points and ranks. Pure."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from campaigns.compiling.words import NUMBER, WIDE, numbered, on, said
from campaigns.points import point_words
from campaigns.sources import Sources, Stood
from campaigns.summary_parts import NOTHING, Column, Drawn, Fact, Table
from foundation.documents.words import roman


def limits(sources: Sources) -> list[Drawn]:
    """Plans that were not reached, and what came late or not at all."""
    return [*not_reached(sources), Fact("not-in-time", not_in_time(sources))]


def not_reached(sources: Sources) -> list[Drawn]:
    """Indicator by indicator, the boards that stayed below their plan."""
    found = {
        indicator.name: [each.name for each in sources.accepted if each.reached(indicator) is False]
        for indicator in sources.indicators
    }
    short = {name: boards for name, boards in found.items() if boards}
    if not sources.accepted:
        return [Fact("not-reached", "Chưa có số liệu để đánh giá các chỉ tiêu chưa đạt.")]
    if not short:
        words = "Các đơn vị đã báo cáo đều đạt kế hoạch ở mọi chỉ tiêu có số liệu."
        return [Fact("not-reached", words)]
    total = sum(len(boards) for boards in short.values())
    columns = (
        NUMBER,
        Column("Chỉ tiêu", 65),
        Column("Số đơn vị", 15, "center"),
        Column("Đơn vị chưa đạt", 75),
    )
    rows = numbered((name, str(len(boards)), said(boards)) for name, boards in short.items())
    return [
        Fact(
            "not-reached", f"Còn {total} lượt chỉ tiêu chưa đạt kế hoạch, ở {len(short)} chỉ tiêu."
        ),
        Table("not-reached-table", "Chỉ tiêu còn đơn vị chưa đạt", columns, rows),
    ]


def not_in_time(sources: Sources) -> str:
    """Who kept the bloc waiting."""
    late = [each.name for each in sources.members if each.registered_late or each.reported_late]
    lacking = [each.name for each in sources.members if not each.has_reported]
    told = f"Chậm thời hạn đăng ký hoặc báo cáo: {said(late)}." if late else ""
    rest = f"Chưa nộp báo cáo tổng kết năm: {said(lacking)}." if lacking else ""
    return " ".join(filter(None, [told, rest])) or "Các đơn vị đều đăng ký và báo cáo đúng hạn."


def points(sources: Sources) -> list[Drawn]:
    """The newest ranking, group by group."""
    found = sources.ranking
    if found is None:
        return [Fact("ranking", f"Năm {sources.year} chưa xếp hạng.")]
    told = (
        f"Kết quả xếp hạng lần {found.number} ngày {on(found.taken_on)}, theo bảng điểm phiên bản "
        f"{found.table}."
    )
    legend = "; ".join(f"{roman(place)}: {name}" for place, name in enumerate(found.groups, 1))
    width = (WIDE - 16 - 55 - 20) / max(len(found.groups), 1)
    columns = (
        Column("Hạng", 16, "center"),
        Column("Đơn vị", 55),
        *(Column(roman(place), width, "right") for place, _name in enumerate(found.groups, 1)),
        Column("Tổng", 20, "right"),
    )
    rows = tuple(standing_row(each) for each in found.standings)
    return [
        Fact("ranking", told),
        Fact("groups", f"Các nhóm: {legend}."),
        Table("standings", "Tổng hợp điểm và xếp hạng", columns, rows),
        *excluded(found.standings),
    ]


def standing_row(stood: Stood) -> tuple[str, ...]:
    """A board's line: its rank, its points by group, its total."""
    rank = NOTHING if stood.rank is None else str(stood.rank)
    groups = [NOTHING if each is None else point_words(each) for each in stood.groups]
    return rank, stood.name, *groups, point_words(stood.total)


def excluded(standings: Sequence[Stood]) -> list[Drawn]:
    """Who was not ranked, and by which condition."""
    return [
        Fact(f"excluded-{each.name}", f"{each.name} không xếp hạng: {reasons(each)}.")
        for each in standings
        if each.rank is None
    ]


def reasons(stood: Stood) -> str:
    """The conditions, in the words of a paper."""
    return "; ".join(REASONS[each["kind"]](each) for each in stood.exclusions)


def least(reason: Mapping[str, Any]) -> str:
    """Fewer points than the table asks for."""
    place = f"nhóm “{reason['group']}”" if reason["group"] else "tổng điểm"
    wanted, reached = (point_words(Decimal(reason[name])) for name in ("points", "reached"))
    return f"{place} dưới {wanted} điểm (đạt {reached})"


def closed(reason: Mapping[str, Any]) -> str:
    """It left or merged within the year, and the decision closed it."""
    day = on(dt.date.fromisoformat(reason["on"]))
    return f"kết thúc sớm theo Quyết định số {reason['decision']} ngày {day} ({reason['reason']})"


REASONS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "declared": lambda reason: f"{reason['condition']} ({reason['fact']})",
    "least": least,
    "no_self_score": lambda _reason: "chưa nộp bản tự chấm điểm",
    "no_official": lambda _reason: "chưa có điểm chính thức",
    "closed": closed,
}
