"""What a case says, key by key: each fact on its own, without looking at the others.

Pure: knows no database.
"""

from config.demo.shapes import LONGEST_TEXT, Shapes, is_printable

KINDS = {"industrial_park", "economic_zone", "high_tech_park"}
LONGEST = {"code": 20, "name": 300, "short_name": 200, "province": 100, "place": 100}
LONGEST_BLOC = {"code": 20, "name": 400, "short_name": 300}


class Facts(Shapes):
    """The authority, the bloc, its boards, the conference and the pledge."""

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
        self.judge_heirs(rows)

    def judge_heirs(self, rows: list[dict]) -> None:
        """No authority comes, over others, after itself; none after two."""
        former: dict[str, str] = {}
        for number, row in enumerate(rows):
            code, before = row.get("code"), row.get("succeeds")
            if not isinstance(code, str) or not isinstance(before, str) or code == before:
                continue
            if former.setdefault(code, before) != before:
                self.refuse(f"authority[{number}].succeeds", f"“{code}” đã kế thừa cơ quan khác")
            seen = [code]
            while seen[-1] in former and former[seen[-1]] not in seen:
                seen.append(former[seen[-1]])
            if seen[-1] in former:
                self.refuse(f"authority[{number}].succeeds", "các cơ quan kế thừa vòng tròn")
                del former[code]

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
        if year and held_on and held_on.year > year + 1:
            self.refuse("conference.date", f"ngày {held_on} quá xa năm thi đua {year}")
        self.text("conference", row, "place", most=LONGEST["place"])
        chair = row.get("chair")
        if isinstance(chair, dict) and "board" in chair:
            self.known(
                "conference.chair.board", chair["board"], self.codes("boards"), "ban quản lý"
            )

    def judge_pledge(self) -> None:
        row = self.mapping("pledge")
        year = self.year("pledge", row, "year")
        signed_on = self.day("pledge", row, "signed_on", needed=True)
        if year and signed_on and not year - 1 <= signed_on.year <= year:
            self.refuse("pledge.signed_on", f"ngày {signed_on} không thuộc giao ước năm {year}")
        self.text("pledge", row, "place", most=LONGEST["place"])
        tasks = row.get("tasks")
        written = isinstance(tasks, list) and all(isinstance(t, str) and t.strip() for t in tasks)
        if not written or not tasks:
            self.refuse("pledge.tasks", "cần ít nhất một nội dung thi đua, mỗi nội dung là chữ")
            return
        for number, task in enumerate(tasks):
            if len(task) > LONGEST_TEXT:
                self.refuse(f"pledge.tasks[{number}]", f"dài quá {LONGEST_TEXT} ký tự")
            if not is_printable(task, but="\n\t"):
                self.refuse(f"pledge.tasks[{number}]", "có ký tự điều khiển")
