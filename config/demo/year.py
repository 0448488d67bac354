"""The pledge of a year: drafted, agreed, issued, and signed by every board's own agent."""

import datetime as dt
import hashlib
from contextlib import nullcontext
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding

import campaigns.actions
import members.actions
import pledges.actions
from bloc.models import Bloc, BlocYear, Office, Regime
from campaigns.models import Campaign
from config.demo import web
from config.demo.keys import Keyring
from config.demo.play import Say, anew, on
from foundation.clock import today
from foundation.jobs import queue
from foundation.signing import tickets
from members.models import Account, Board, Role
from pledges.content import Content, TaskText
from pledges.models import Answer, Pledge, PledgeState, Signatory

LONGEST_DRAFT = dt.timedelta(days=30)
LONGEST_TALK = dt.timedelta(days=15)
NOON = dt.time(12)
FIRST_SIGNATURE = dt.time(10)
BETWEEN_SIGNATURES = dt.timedelta(minutes=2)
RESPONSIBILITIES = "\n".join(
    (
        "Khối trưởng chủ trì tổ chức thực hiện, đôn đốc, kiểm tra; Khối phó giúp Khối trưởng.",
        "Các đơn vị thành viên tổ chức thực hiện, báo cáo sơ kết, tổng kết đúng hạn.",
        "Kết quả thực hiện Giao ước là một căn cứ để chấm điểm, xếp hạng thi đua cuối năm.",
    )
)
# the first citation of a paper also gives its date, author and title (Decree 30/2020)
CITED = {
    "Nghị định số 91/2017/NĐ-CP": " ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết thi "
    "hành một số điều của Luật Thi đua, khen thưởng",
    "Nghị định số 98/2023/NĐ-CP": " ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi "
    "hành một số điều của Luật Thi đua, khen thưởng",
    "Nghị định số 152/2025/NĐ-CP": " ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, "
    "phân quyền trong lĩnh vực thi đua, khen thưởng",
    "Thông tư số 07/2018/TT-BKHĐT": " ngày 27 tháng 12 năm 2018 của Bộ trưởng Bộ Kế hoạch và Đầu "
    "tư hướng dẫn công tác thi đua, khen thưởng",
    "Thông tư số 15/2023/TT-BKHĐT": " ngày 26 tháng 12 năm 2023 của Bộ trưởng Bộ Kế hoạch và Đầu "
    "tư hướng dẫn công tác thi đua, khen thưởng",
    "Thông tư số 118/2025/TT-BTC": " ngày 15 tháng 12 năm 2025 của Bộ trưởng Bộ Tài chính hướng "
    "dẫn công tác thi đua, khen thưởng",
}
INVENTED = "(*) DEMO: phần căn cứ và phần trách nhiệm do bản trình diễn soạn, không có trong nguồn."


def grounds_of(regime: Regime, year: int) -> str:
    """The legal grounds that the regime gives, one a line."""
    papers = [regime.law, regime.decree, *regime.ministry_circular.split("; ")]
    lines = [f"Căn cứ {paper}{CITED.get(paper, '')}" for paper in papers if paper]
    lines.append("Căn cứ Quy chế tổ chức và hoạt động của Khối thi đua")
    return "\n".join([*lines, f"Căn cứ kết quả Hội nghị tổng kết năm {year - 1} của Khối thi đua"])


class Year:
    """One pledge and the people who bring it about."""

    def __init__(self, bloc: Bloc, keyring: Keyring, say: Say) -> None:
        self.bloc = bloc
        self.keyring = keyring
        self.say = say

    # -- people ------------------------------------------------------------------
    def leader(self, board: Board) -> Account:
        post = board.posts.filter(role=Role.LEADER, until=None).order_by("since").first()
        assert post, "every board has a leader"
        return anew(post.account)

    def chief(self, year: int) -> Account:
        """The leader of the board whose officers decide about that year today."""
        for each in (year, year - 1):
            term = self.bloc.terms.filter(year=each, office=Office.CHIEF).order_by("since").last()
            if term and term.since <= today():
                return self.leader(term.board)
        raise LookupError(f"no chief for {year}")

    def secretary(self, year: int) -> Account:
        for each in (year, year - 1):
            begun = self.bloc.terms.filter(
                year=each, office=Office.CHIEF, since__lte=today()
            ).exists()
            secretary = self.bloc.secretaries.filter(year=each).order_by("since").last()
            if begun and secretary:
                return anew(secretary.account)
        raise LookupError(f"no secretary for {year}")

    # -- the year and the text ---------------------------------------------------
    def open_campaign(self, year: int, *, regime: str | None = None, invented: bool) -> Campaign:
        found = Campaign.objects.filter(bloc=self.bloc, year=year).first()
        return found or campaigns.actions.open_campaign(
            BlocYear(self.bloc, year),
            opens_on=dt.date(year, 1, 1),
            closes_on=dt.date(year, 12, 31),
            regime=regime or "",
            is_invented=invented,
            by=self.chief(year),
        )

    def draft(self, campaign: Campaign, text: dict[str, Any], *, invented: bool) -> Pledge:
        """The secretary writes the text."""
        pledge = Pledge.objects.filter(campaign=campaign).first()
        if pledge is None:
            pledge = pledges.actions.draft_pledge(
                campaign, is_invented=invented, by=self.secretary(campaign.year)
            )
        if pledge.state == PledgeState.DRAFT and not pledge.tasks.exists():
            content = Content(**{**text, "tasks": tuple(TaskText(task) for task in text["tasks"])})
            pledges.actions.edit_pledge(
                pledge, content, seen_edition=pledge.edition, by=self.secretary(campaign.year)
            )
        return pledge

    def consult(self, pledge: Pledge, answers_due_on: dt.date) -> None:
        """The secretary sends the text to the boards."""
        if pledge.state == PledgeState.DRAFT:
            pledges.actions.consult_boards(
                pledge, answers_due_on=answers_due_on, note="", by=self.secretary(pledge.year)
            )

    def agree(self, pledge: Pledge, board: Board) -> None:
        """The board's leader agrees to every part."""
        pledge.refresh_from_db()
        if pledge.state == PledgeState.CONSULTATION and not pledge.consents.filter(board=board):
            pledges.actions.agree_to_pledge(Answer(pledge, board), by=self.leader(board))

    def issue(self, pledge: Pledge) -> None:
        """The chief freezes the text; the job that draws it is done at once, here."""
        pledge.refresh_from_db()
        with queue.inline():
            if pledge.state == PledgeState.CONSULTATION:
                pledges.actions.issue_pledge(pledge, by=self.chief(pledge.year))
            queue.sweep()
        pledge.refresh_from_db()

    def sign(self, pledge: Pledge, *, most: int | None = None, live: bool = False) -> None:
        """Each board registers its certificate and lets its agent sign, one after the other.

        On the case's own day, two minutes apart; ``live``: now, by the real clock.
        """
        if pledge.state != PledgeState.OPEN:
            return
        places = pledge.signatories.select_related("board", "party").order_by("party__position")
        day = pledge.signed_on
        with web.serving() as address:
            for number, place in enumerate(places[:most]):
                minute = dt.datetime.combine(day, FIRST_SIGNATURE) + number * BETWEEN_SIGNATURES
                with nullcontext() if live else on(minute.date(), minute.time()):
                    self.sign_for(place, address)

    def sign_for(self, place: Signatory, address: str) -> None:
        if place.party.has_signed:
            return
        board, leader = place.board, self.leader(place.board)
        key_file, certificate = self.keyring.of_board(
            self.bloc.code, board.code, board.name_on(today())
        )
        der = certificate.public_bytes(Encoding.DER)
        if not board.certificates.filter(sha256=hashlib.sha256(der).hexdigest()).exists():
            members.actions.register_certificate(board, der=der, by=leader)
        with queue.inline():
            web.sign(address, tickets.issue(place, leader), key_file)
        self.say(f"  ký: {place.party.name}")
