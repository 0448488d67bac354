"""Play a case, write its papers, and open the present year with something to do."""

import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.demo.case import CaseRefused, read_case
from config.demo.keys import Keyring
from config.demo.live import pass_phrases
from config.demo.meeting_records import write_meeting
from config.demo.papers import SUMMARY, write_papers
from config.demo.play import PASSWORD
from config.demo.records import (
    write_board_papers,
    write_charters,
    write_hand_over,
    write_ranking,
    write_summary,
)
from config.demo.scenario import Scenario
from config.environment import ROOT
from foundation import clock

CASE = ROOT / "config" / "cases" / "2020.json"
FOLDER = ROOT / "var" / "demo"
REFUSED = 2
UNREADABLE: defaultdict[type, str] = defaultdict(
    lambda: "lỗi khi đọc",
    {
        FileNotFoundError: "không có tệp này",
        IsADirectoryError: "đây là thư mục",
        PermissionError: "không được phép đọc",
    },
)


class Command(BaseCommand):
    help = "Play a case by calling the actions. Exit code 2: the case contradicts itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--case", type=Path, default=CASE, metavar="FILE")
        parser.add_argument("--out", type=Path, default=FOLDER, metavar="DIR")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Run script/demo: it sets DEMO=yes, which marks pages and papers.")
        try:
            text = options["case"].read_text(encoding="utf-8-sig")
            case = read_case(text, today=clock.today())
        except OSError as error:
            self.refuse([f"tệp: không đọc được {options['case']} ({UNREADABLE[type(error)]})"])
        except UnicodeDecodeError:
            self.refuse(["tệp: không phải chữ UTF-8"])
        except CaseRefused as refused:
            self.refuse(refused.reasons)
        options["out"].mkdir(parents=True, exist_ok=True)
        scenario = Scenario(case, Keyring(FOLDER / "keys"), say=self.say)
        try:
            scenario.play()
        except CaseRefused as refused:
            self.refuse(refused.reasons)
        paper = write_papers(scenario.pledge, scenario.summary(), options["out"])
        self.say(f"Giao ước đã ký: {paper}")
        for write in (
            write_charters, write_board_papers, write_ranking, write_summary, write_meeting,
            write_hand_over,
        ):  # fmt: skip
            for name in write(scenario.emulation.campaign, options["out"]):
                self.say(f"Văn bản trong năm: {options['out'] / name}")
        self.say(f"Tóm tắt: {options['out'] / SUMMARY}")
        self.print_accounts(scenario)
        if case.get("successions"):
            self.say(
                f"Năm {scenario.present.number} là giả định: việc sáp nhập chỉ được ghi lại, "
                "các ban trước sáp nhập vẫn tham gia khối như cũ."
            )

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def refuse(self, reasons: list[str]) -> None:
        """Name every contradiction; nothing has been stored."""
        for reason in reasons:
            self.stderr.write(f"Trường hợp bị từ chối: {reason}")
        sys.exit(REFUSED)

    def print_accounts(self, scenario: Scenario) -> None:
        self.say("")
        self.say(f"Tài khoản để thử (mật khẩu chung: {PASSWORD}):")
        for part, email, waiting in scenario.accounts():
            self.say(f"  {part:<36} {email}")
            for thing in waiting:
                self.say(f"  {'':<36}   chờ: {thing}")
        present = scenario.present.number
        for campaign in scenario.bloc.campaigns.filter(year=present):
            for account, phrase in pass_phrases(campaign):
                self.say(f"Tổ kiểm phiếu hôm nay: {account.email}  (cụm mật khẩu: {phrase})")
        self.say(f"Tệp khóa thử nghiệm: {FOLDER / 'keys'}  (mật khẩu: demo)")
