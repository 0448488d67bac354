"""A case: one year of one bloc as a JSON file, read and judged before anything is stored.

Pure: knows no database. ``read_case`` either returns the whole case or raises
``CaseRefused`` with every contradiction it found, each naming key and reason.
"""

import datetime as dt
import json
import unicodedata
from typing import Any

from config.demo.facts import Facts

OBLIGATORY = ("authority", "bloc", "boards", "conference", "pledge")
OFFICES = {"chief": "Khối trưởng", "deputy": "Khối phó"}
REGIMES = {"R2017", "R2023", "R2025"}


class CaseRefused(Exception):
    """The case contradicts itself; ``reasons`` says where and how."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


def read_case(text: str, *, today: dt.date | None = None) -> dict[str, Any]:
    """Parse a case file and judge it; what lies after ``today`` cannot have happened.

    Raises CaseRefused naming each key and reason: not JSON, an obligatory key
    missing, a wrong type, an impossible date, or a contradiction
    (the form is described in docs/cases.md).
    """
    try:
        case = json.loads(
            unicodedata.normalize("NFC", text),
            parse_constant=refuse_constant,
            object_pairs_hook=refuse_twice,
        )
    except json.JSONDecodeError as error:
        reason = f"không phải JSON (dòng {error.lineno}, cột {error.colno})"
        raise CaseRefused([f"tệp: {reason}"]) from error
    except RecursionError as error:
        raise CaseRefused(["tệp: không phải JSON (lồng quá sâu)"]) from error
    except ValueError as error:
        raise CaseRefused([f"tệp: không phải JSON ({error})"]) from error
    if not isinstance(case, dict):
        raise CaseRefused(["tệp: phải là một đối tượng JSON"])
    judge = Judge(case, today=today)
    judge.all()
    if judge.reasons:
        raise CaseRefused(list(dict.fromkeys(judge.reasons)))
    return case


def refuse_constant(name: str) -> None:
    raise ValueError(f"{name} không phải số")


def refuse_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, whose keys may stand in it once only."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"khóa “{twice}” có hai lần trong một đối tượng")
    return found


class Judge(Facts):
    """Walks through a case and collects what is wrong with it."""

    def __init__(self, case: dict[str, Any], *, today: dt.date | None = None) -> None:
        super().__init__(case)
        self.today = today

    def all(self) -> None:
        for key in OBLIGATORY:
            if key not in self.case:
                self.refuse(key, "thiếu khóa bắt buộc")
        self.judge_letters()
        if self.reasons:
            return
        self.judge_authority()
        self.judge_bloc()
        self.judge_boards()
        self.judge_conference()
        self.judge_pledge()
        self.day("", self.case, "memberships_from")
        if self.reasons:
            return
        for judge in (
            self.judge_days,
            self.judge_memberships,
            self.judge_successions,
            self.judge_officers,
            self.judge_movements,
            self.judge_regime,
            self.judge_awards,
            self.judge_deadlines,
        ):
            judge()
        if not self.reasons:
            self.judge_chief()

    def judge_letters(self) -> None:
        """Nothing that no database can hold, not even in keys that are ignored."""
        text = json.dumps(self.case, ensure_ascii=False)
        if "\\u0000" in text:
            self.refuse("tệp", "có ký tự NUL")
        if any(unicodedata.category(each) == "Cs" for each in text):
            self.refuse("tệp", "có nửa ký tự (surrogate)")

    # -- contradictions -------------------------------------------------------------------
    @property
    def year_judged(self) -> int:
        """The case's own emulation year."""
        year: int = self.case["conference"]["year"]
        return year

    @property
    def held_on(self) -> dt.date:
        return dt.date.fromisoformat(self.case["conference"]["date"])

    @property
    def signed_on(self) -> dt.date:
        return dt.date.fromisoformat(self.case["pledge"]["signed_on"])

    def judge_days(self) -> None:
        """The pledge follows the case's year, and nothing lies ahead."""
        year, promised = self.year_judged, self.case["pledge"]["year"]
        if promised not in {year, year + 1}:
            self.refuse("pledge.year", f"giao ước năm {promised} không theo sau năm thi đua {year}")
        for key, day in (("conference.date", self.held_on), ("pledge.signed_on", self.signed_on)):
            if self.today and day > self.today:
                self.refuse(key, f"ngày {day} chưa đến (hôm nay là {self.today})")

    def seats(self) -> dict[str, tuple[dt.date, dt.date | None]]:
        """When each board sits in the bloc (memberships_from, member_from, member_to)."""
        since = self.day("", self.case, "memberships_from") or dt.date(self.year_judged - 1, 1, 1)
        return {
            row["code"]: (
                dt.date.fromisoformat(row["member_from"]) if row.get("member_from") else since,
                dt.date.fromisoformat(row["member_to"]) if row.get("member_to") else None,
            )
            for row in self.rows("boards")
        }

    def judge_memberships(self) -> None:
        signed_on = self.signed_on
        seats = self.seats()
        for number, row in enumerate(self.rows("boards")):
            since, until = seats[row["code"]]
            if until and until < since:
                self.refuse(f"boards[{number}].member_to", f"kết thúc {until} trước {since}")
        if not any(s <= signed_on and (u is None or signed_on <= u) for s, u in seats.values()):
            self.refuse("pledge.signed_on", f"ngày {signed_on} khối không có thành viên nào")
        years = {"conference.year": self.year_judged, "pledge.year": self.case["pledge"]["year"]}
        for key, year in years.items():
            if not any(self.sits_in(code, year) for code in seats):
                self.refuse(key, f"năm {year} khối không có thành viên nào")

    def sits_in(self, code: str, year: int) -> bool:
        """Whether the board is a member on some day of that year."""
        since, until = self.seats()[code]
        return since.year <= year and (until is None or until.year >= year)

    def is_member(self, code: str, day: dt.date) -> bool:
        since, until = self.seats()[code]
        return since <= day and (until is None or day <= until)

    def judge_successions(self) -> None:
        gone: set[str] = set()
        for number, row in enumerate(self.rows("successions")):
            key = f"successions[{number}]"
            self.text(key, row, "successor")
            self.year(key, row, "year")
            predecessors = row.get("predecessors")
            if not isinstance(predecessors, list) or not predecessors:
                self.refuse(f"{key}.predecessors", "cần ít nhất một ban quản lý")
                continue
            for code in predecessors:
                self.known(f"{key}.predecessors", code, self.codes("boards"), "ban quản lý")
            if len(set(map(str, predecessors))) < len(predecessors):
                self.refuse(f"{key}.predecessors", "một ban quản lý được nêu hai lần")
            for code in sorted(set(map(str, predecessors)) & gone):
                self.refuse(f"{key}.predecessors", f"“{code}” đã sáp nhập ở mục trước")
            gone |= set(map(str, predecessors))

    def judge_officers(self) -> None:
        held: dict[tuple, str] = {}
        for number, row in enumerate(self.rows("officers")):
            key = f"officers[{number}]"
            year = self.year(key, row, "year")
            role, board = row.get("role"), row.get("board")
            if not self.known(f"{key}.role", role, set(OFFICES), "chức vụ (chief, deputy)"):
                continue
            if not self.known(f"{key}.board", board, self.codes("boards"), "ban quản lý"):
                continue
            for name in ("representative", "representative_title"):
                self.text(key, row, name, most=200, needed=False)
            if held.setdefault((year, role), board) != board:
                self.refuse(key, f"năm {year} đã có {OFFICES[role]} khác ({held[year, role]})")
            if held.setdefault((year, board), role) != role:
                self.refuse(key, f"năm {year} “{board}” giữ hai chức")
            if year is not None:
                self.judge_membership_of(key, board, year)

    def judge_membership_of(self, key: str, board: str, year: int) -> None:
        """Whoever holds an office is a member: when it begins, and where the pledge is signed."""
        if year == self.case["pledge"]["year"] and not self.is_member(board, self.signed_on):
            self.refuse(f"{key}.board", f"“{board}” không phải thành viên ngày ký giao ước")
            return
        begins = self.first_day(year, board)
        if begins.year > year or not self.is_member(board, begins):
            self.refuse(f"{key}.board", f"“{board}” không phải thành viên khi nhận chức năm {year}")

    def first_day(self, year: int, board: str) -> dt.date:
        """When that board's office of that year begins: elected at the conference, or New Year."""
        seats = self.seats()
        first = dt.date(year, 1, 1)
        begins = self.held_on if year == self.year_judged + 1 else first
        return max(begins, min(since for since, _ in seats.values()), seats[board][0])

    def judge_chief(self) -> None:
        """Somebody has to bring the pledge about: the chief of its year or of the one before."""
        year = self.case["pledge"]["year"]
        chiefs = {r["year"]: r["board"] for r in self.rows("officers") if r["role"] == "chief"}
        first = min(self.seats(), key=lambda code: self.seats()[code][0])
        chiefs.setdefault(self.year_judged, first)  # made up where the case names none
        begun = [self.first_day(each, chiefs[each]) for each in chiefs if each in {year, year - 1}]
        if not any(day <= self.signed_on for day in begun):
            self.refuse("pledge.signed_on", f"ngày {self.signed_on} khối chưa có Khối trưởng")

    def judge_movements(self) -> None:
        launchers = self.codes("authority") | {"bloc"}
        for number, row in enumerate(self.rows("movements")):
            key = f"movements[{number}]"
            self.text(key, row, "name", most=1000)
            self.known(f"{key}.launched_by", row.get("launched_by"), launchers, "cơ quan")
            first = self.year(key, row, "from_year", needed=False)
            last = self.year(key, row, "to_year", needed=False)
            if first and last and last < first:
                self.refuse(f"{key}.to_year", f"kết thúc {last} trước khi bắt đầu {first}")

    def judge_regime(self) -> None:
        if self.case.get("regime") is not None:
            self.known("regime", self.case["regime"], REGIMES, "chế độ pháp luật đã biết")

    def judge_awards(self) -> None:
        quota: dict[str, int] = {}
        for number, row in enumerate(self.rows("award_quota")):
            kind, count = str(row.get("kind")), row.get("count")
            if not isinstance(count, int) or isinstance(count, bool) or count < 0:
                self.refuse(f"award_quota[{number}].count", f"“{count}” không phải số lượng")
                continue
            if kind in quota:
                self.refuse(f"award_quota[{number}].kind", f"“{kind}” có hai số lượng")
            quota[kind] = count
        held_on = self.held_on
        proposed: set[tuple[str, str]] = set()
        for number, row in enumerate(self.rows("award_proposals")):
            key = f"award_proposals[{number}]"
            kind, board = str(row.get("kind")), row.get("board")
            if not self.known(f"{key}.board", board, self.codes("boards"), "thành viên"):
                continue
            if not self.is_member(board, held_on):
                self.refuse(f"{key}.board", f"“{board}” không phải thành viên ngày {held_on}")
            if (kind, board) in proposed:
                self.refuse(key, f"“{board}” được đề nghị {kind} hai lần")
            proposed.add((kind, board))
        for kind in {kind for kind, _ in proposed}:
            count = sum(1 for proposal in proposed if proposal[0] == kind)
            if kind in quota and count > quota[kind]:
                self.refuse("award_proposals", f"{count} đề nghị {kind}, quá {quota[kind]}")

    def judge_deadlines(self) -> None:
        row = self.mapping("deadlines")
        self.period("deadlines", row, "board_dossier", "bloc_dossier", needed=False)
