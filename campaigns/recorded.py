"""What was recorded in the year, as a report says it: sentences for screen and paper. Pure.

The rows come as ``queries.recorded`` reads them.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from campaigns.compiling.words import on, span
from foundation import clock
from foundation.documents.words import in_figures

Row = Mapping[str, Any]


def movement_lines(rows: Iterable[Row]) -> list[str]:
    """Each movement that the board joined, with the last that it has told."""
    return [movement_line(row) for row in rows]


def movement_line(row: Row) -> str:
    joined = clock.day_of(dt.datetime.fromisoformat(row["joined_at"]))
    name = f"Phong trào “{row['name']}” ({row['launched_by']} phát động)"
    said = f"{name}: đăng ký hưởng ứng ngày {on(joined)}"
    if not row["told"]:
        return f"{said}; chưa ghi kết quả."
    last = max(row["told"], key=lambda each: (each["is_result"], each["told_on"]))
    when = "kết quả" if last["is_result"] else f"đến ngày {on(day(last['told_on']))}"
    return f"{said}; {when}: {' '.join(last['text'].split())}"


def activity_lines(rows: Iterable[Row]) -> list[str]:
    """Each activity that the board held or came to."""
    return [activity_line(row) for row in rows]


def activity_line(row: Row) -> str:
    said = f"{row['name']}, {span(day(row['since']), day(row['until']))}"
    parts = [f"tại {row['place']}"] if row["place"] else []
    parts += ["đơn vị đăng cai"] if row["is_host"] else []
    parts += [f"{row['people']} người tham gia"] if row["people"] else []
    parts += [f"đóng góp {in_figures(Decimal(row['share']))} đồng"] if row["share"] else []
    return f"{said}: {'; '.join(parts)}." if parts else f"{said}."


def day(written: str) -> dt.date:
    return dt.date.fromisoformat(written)
