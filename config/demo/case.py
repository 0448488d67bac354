"""A case: one year of one bloc as a JSON file, read and judged before anything is stored.

Pure: knows no database. ``read_case`` either returns the whole case or raises
``CaseRefused`` with every contradiction it found, each naming key and reason.
"""

import datetime as dt
import json
import unicodedata
from itertools import pairwise
from typing import Any

OBLIGATORY = ("authority", "bloc", "boards", "conference", "pledge")
KINDS = {"industrial_park", "economic_zone", "high_tech_park"}
ROLES = {"chief", "deputy"}
REGIMES = {"R2017", "R2023", "R2025"}
LONGEST = {"code": 20, "name": 300, "short_name": 200, "province": 100, "place": 100}
LONGEST_BLOC = {"code": 20, "name": 400, "short_name": 300}
YEARS = range(1950, 2100)


class CaseRefused(Exception):
    """The case contradicts itself; ``reasons`` says where and how."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


def read_case(text: str) -> dict[str, Any]:
    """Parse a case file and judge it.

    Raises CaseRefused naming each key and reason: not JSON, an obligatory key
    missing, a wrong type, an impossible date, or a contradiction
    (the form is described in docs/decisions/, "A case").
    """
    try:
        case = json.loads(unicodedata.normalize("NFC", text), parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        raise CaseRefused([f"tệp: không phải JSON ({error})"]) from error
    if not isinstance(case, dict):
        raise CaseRefused(["tệp: phải là một đối tượng JSON"])
    judge = Judge(case)
    judge.all()
    if judge.reasons:
        raise CaseRefused(judge.reasons)
    return case


def refuse_constant(name: str) -> None:
    raise ValueError(f"{name} không phải số")


class Judge:
    """Walks through a case and collects what is wrong with it."""

    def __init__(self, case: dict[str, Any]) -> None:
        self.case = case
        self.reasons: list[str] = []

    def all(self) -> None:
        for key in OBLIGATORY:
            if key not in self.case:
                self.refuse(key, "thiếu khóa bắt buộc")
        if "\x00" in json.dumps(self.case, ensure_ascii=False).replace("\\u0000", "\x00"):
            self.refuse("tệp", "có ký tự NUL")
        if self.reasons:
            return
        self.judge_authority()
        self.judge_bloc()
        self.judge_boards()
        self.judge_conference()
        self.judge_pledge()
        if self.reasons:
            return
        for judge in (
            self.judge_memberships,
            self.judge_successions,
            self.judge_officers,
            self.judge_movements,
            self.judge_regime,
            self.judge_awards,
            self.judge_deadlines,
        ):
            judge()

    # -- shapes ------------------------------------------------------------------
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
        found = row.get(name)
        if found is None and not needed:
            return ""
        if not isinstance(found, str) or (needed and not found.strip()):
            self.refuse(f"{key}.{name}", "phải là chữ, không để trống")
            return ""
        if len(found) > most:
            self.refuse(f"{key}.{name}", f"dài quá {most} ký tự")
        return found

    def day(self, key: str, row: dict, name: str, *, needed: bool = False) -> dt.date | None:
        found = row.get(name)
        if found is None:
            if needed:
                self.refuse(f"{key}.{name}", "thiếu ngày")
            return None
        try:
            day = dt.date.fromisoformat(found)
        except (TypeError, ValueError):
            self.refuse(f"{key}.{name}", f"“{found}” không phải ngày (năm-tháng-ngày)")
            return None
        if day.year not in YEARS:
            self.refuse(f"{key}.{name}", f"năm {day.year} ngoài khoảng 1950–2099")
            return None
        return day

    def year(self, key: str, row: dict, name: str, *, needed: bool = True) -> int | None:
        found = row.get(name)
        if found is None and not needed:
            return None
        if not isinstance(found, int) or isinstance(found, bool) or found not in YEARS:
            self.refuse(f"{key}.{name}", f"“{found}” không phải năm trong khoảng 1950–2099")
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
        self.refuse(key, f"“{code}” không phải {what} trong tệp này")
        return False

    def codes(self, key: str) -> set[str]:
        """The codes that the rows of a list give themselves."""
        return {row["code"] for row in self.rows(key) if isinstance(row.get("code"), str)}

    # -- facts -------------------------------------------------------------------
    def judge_authority(self) -> None:
        rows = self.rows("authority")
        if not rows:
            self.refuse("authority", "cần ít nhất một cơ quan")
        codes = self.codes("authority")
        periods: dict[str, list[tuple]] = {}
        for number, row in enumerate(rows):
            key = f"authority[{number}]"
            code = self.text(key, row, "code", most=20)
            self.text(key, row, "name")
            self.text(key, row, "department", needed=False)
            periods.setdefault(code, []).append(self.period(key, row, "valid_from", "valid_to"))
            if row.get("succeeds") is not None:
                self.known(f"{key}.succeeds", row["succeeds"], codes, "cơ quan")
                if row["succeeds"] == code:
                    self.refuse(f"{key}.succeeds", "cơ quan không thể kế thừa chính mình")
        for code, dated in periods.items():
            self.no_overlap(f"authority ({code})", dated)

    def judge_bloc(self) -> None:
        row = self.mapping("bloc")
        for name, most in LONGEST_BLOC.items():
            self.text("bloc", row, name, most=most, needed=name != "short_name")
        self.year("bloc", row, "established_year")

    def judge_boards(self) -> None:
        rows = self.rows("boards")
        if not rows:
            self.refuse("boards", "cần ít nhất một ban quản lý")
        seen: set[str] = set()
        for number, row in enumerate(rows):
            key = f"boards[{number}]"
            code = self.text(key, row, "code", most=LONGEST["code"])
            if code in seen:
                self.refuse(f"{key}.code", f"hai ban quản lý cùng mã “{code}”")
            seen.add(code)
            self.text(key, row, "province", most=LONGEST["province"])
            kinds = row.get("kinds")
            if not isinstance(kinds, list) or not kinds or not set(map(str, kinds)) <= KINDS:
                self.refuse(f"{key}.kinds", f"phải là danh sách lấy từ {', '.join(sorted(KINDS))}")
            self.judge_names(key, row)
            self.period(key, row, "member_from", "member_to", needed=False)

    def judge_names(self, key: str, board: dict) -> None:
        names = board.get("names")
        if not isinstance(names, list) or not names or not all(isinstance(n, dict) for n in names):
            self.refuse(f"{key}.names", "cần ít nhất một tên gọi")
            return
        periods = []
        for number, row in enumerate(names):
            here = f"{key}.names[{number}]"
            self.text(here, row, "name", most=LONGEST["name"])
            self.text(here, row, "short_name", most=LONGEST["short_name"], needed=False)
            periods.append(self.period(here, row, "valid_from", "valid_to"))
        self.no_overlap(f"{key}.names", periods)

    def judge_conference(self) -> None:
        row = self.mapping("conference")
        year = self.year("conference", row, "year")
        held_on = self.day("conference", row, "date", needed=True)
        if year and held_on and held_on.year < year:
            self.refuse("conference.date", f"ngày {held_on} trước năm thi đua {year}")
        self.text("conference", row, "place", most=LONGEST["place"])
        chair = row.get("chair")
        if isinstance(chair, dict) and "board" in chair:
            self.known(
                "conference.chair.board", chair["board"], self.codes("boards"), "ban quản lý"
            )

    def judge_pledge(self) -> None:
        row = self.mapping("pledge")
        self.year("pledge", row, "year")
        self.day("pledge", row, "signed_on", needed=True)
        self.text("pledge", row, "place", most=LONGEST["place"])
        tasks = row.get("tasks")
        written = isinstance(tasks, list) and all(isinstance(t, str) and t.strip() for t in tasks)
        if not written or not tasks:
            self.refuse("pledge.tasks", "cần ít nhất một nội dung thi đua, mỗi nội dung là chữ")

    # -- contradictions ----------------------------------------------------------
    def seats(self) -> dict[str, tuple[dt.date, dt.date | None]]:
        """When each board sits in the bloc (memberships_from, member_from, member_to)."""
        year = self.case["conference"]["year"]
        since = self.day("tệp", self.case, "memberships_from") or dt.date(year - 1, 1, 1)
        return {
            row["code"]: (
                dt.date.fromisoformat(row["member_from"]) if row.get("member_from") else since,
                dt.date.fromisoformat(row["member_to"]) if row.get("member_to") else None,
            )
            for row in self.rows("boards")
        }

    def judge_memberships(self) -> None:
        signed_on = dt.date.fromisoformat(self.case["pledge"]["signed_on"])
        seats = self.seats()
        for number, row in enumerate(self.rows("boards")):
            since, until = seats[row["code"]]
            if until and until < since:
                self.refuse(f"boards[{number}].member_to", f"kết thúc {until} trước {since}")
        if not any(s <= signed_on and (u is None or signed_on <= u) for s, u in seats.values()):
            self.refuse("pledge.signed_on", f"ngày {signed_on} khối không có thành viên nào")

    def is_member(self, code: str, day: dt.date) -> bool:
        since, until = self.seats()[code]
        return since <= day and (until is None or day <= until)

    def judge_successions(self) -> None:
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

    def judge_officers(self) -> None:
        held: dict[tuple, str] = {}
        for number, row in enumerate(self.rows("officers")):
            key = f"officers[{number}]"
            year = self.year(key, row, "year")
            role, board = row.get("role"), row.get("board")
            if not self.known(f"{key}.role", role, ROLES, "chức vụ (chief, deputy)"):
                continue
            if not self.known(f"{key}.board", board, self.codes("boards"), "ban quản lý"):
                continue
            for name in ("representative", "representative_title"):
                self.text(key, row, name, most=200, needed=False)
            if held.setdefault((year, role), board) != board:
                self.refuse(key, f"năm {year} đã có {role} khác ({held[year, role]})")
            if held.setdefault((year, board), role) != role:
                self.refuse(key, f"năm {year} “{board}” giữ hai chức")
            if year == self.case["pledge"]["year"] and not self.is_member(
                board, dt.date.fromisoformat(self.case["pledge"]["signed_on"])
            ):
                self.refuse(f"{key}.board", f"“{board}” không phải thành viên ngày ký giao ước")

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
        held_on = dt.date.fromisoformat(self.case["conference"]["date"])
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
        for name in ("board_dossier", "bloc_dossier"):
            self.day("deadlines", row, name)
