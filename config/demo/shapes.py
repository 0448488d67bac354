"""What each value of a case must look like: the words that say where it does not.

Pure: knows no database.
"""

import datetime as dt
import unicodedata
from itertools import pairwise
from typing import Any

YEARS = range(1950, 2100)
LONGEST_TEXT = 10_000  # characters of a task
LONGEST_QUOTED = 60  # characters of a wrong value that a reason repeats
UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}  # control characters, halves of pairs, line breaks


def quoted(value: Any) -> str:
    """A wrong value as a reason repeats it: not at any length."""
    text = str(value)
    return f"“{text[:LONGEST_QUOTED]}…”" if len(text) > LONGEST_QUOTED else f"“{text}”"


def is_printable(text: str, but: str = "") -> bool:
    """Whether a page and a paper can show every character."""
    return all(unicodedata.category(each) not in UNPRINTABLE or each in but for each in text)


class Shapes:
    """Reads values out of a case and collects what is wrong with them in ``reasons``."""

    def __init__(self, case: dict[str, Any]) -> None:
        self.case = case
        self.reasons: list[str] = []

    def refuse(self, key: str, reason: str) -> None:
        self.reasons.append(f"{key}: {reason}")

    def rows(self, key: str) -> list[dict]:
        rows = self.case.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.refuse(key, "phải là danh sách các đối tượng")
            return []
        return rows

    def mapping(self, key: str) -> dict:
        found = self.case.get(key, {})
        if not isinstance(found, dict):
            self.refuse(key, "phải là một đối tượng")
            return {}
        return found

    def text(self, key: str, row: dict, name: str, *, most: int = 300, needed: bool = True) -> str:
        """One line of text, "" where there is none."""
        found = row.get(name)
        if found is None and not needed:
            return ""
        if not isinstance(found, str) or (needed and not found.strip()):
            self.refuse(f"{key}.{name}", "phải là chữ, không để trống")
            return ""
        if len(found) > most:
            self.refuse(f"{key}.{name}", f"dài quá {most} ký tự")
        if not is_printable(found):
            self.refuse(f"{key}.{name}", "có ký tự điều khiển hoặc xuống dòng")
        if name == "code" and found != found.strip():
            self.refuse(f"{key}.{name}", "có khoảng trắng ở đầu hoặc cuối")
        return found

    def day(self, key: str, row: dict, name: str, *, needed: bool = False) -> dt.date | None:
        """A day as "2021-01-15", None where there is none."""
        found, here = row.get(name), f"{key}.{name}".lstrip(".")
        if found is None:
            if needed:
                self.refuse(here, "thiếu ngày")
            return None
        try:
            day = dt.date.fromisoformat(found)
        except (TypeError, ValueError):
            self.refuse(here, f"{quoted(found)} không phải ngày (năm-tháng-ngày)")
            return None
        if day.year not in YEARS:
            self.refuse(here, f"năm {day.year} ngoài khoảng 1950–2099")
            return None
        return day

    def year(self, key: str, row: dict, name: str, *, needed: bool = True) -> int | None:
        found = row.get(name)
        if found is None and not needed:
            return None
        if not isinstance(found, int) or isinstance(found, bool) or found not in YEARS:
            self.refuse(f"{key}.{name}", f"{quoted(found)} không phải năm trong khoảng 1950–2099")
            return None
        return found

    def period(self, key: str, row: dict, first: str, last: str, *, needed: bool = True) -> tuple:
        since, until = self.day(key, row, first, needed=needed), self.day(key, row, last)
        if since and until and until < since:
            self.refuse(f"{key}.{last}", f"kết thúc {until} trước khi bắt đầu {since}")
        return since, until

    def no_overlap(self, key: str, periods: list[tuple]) -> None:
        dated = sorted((p for p in periods if p[0]), key=lambda period: period[0])
        for (_, until), (since, _) in pairwise(dated):
            if until is None or until >= since:
                self.refuse(key, f"hai tên gọi cùng có hiệu lực ngày {since}")

    def known(self, key: str, code: Any, codes: set[str], what: str) -> bool:
        if isinstance(code, str) and code in codes:
            return True
        self.refuse(key, f"{quoted(code)} không phải {what} trong tệp này")
        return False

    def codes(self, key: str) -> set[str]:
        """The codes that the rows of a list give themselves."""
        return {row["code"] for row in self.rows(key) if isinstance(row.get("code"), str)}
