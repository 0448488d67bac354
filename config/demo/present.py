"""Something to do: the present year of the same bloc, made up, with work for everybody.

One pledge is half signed, the next one is in consultation; each printed account finds
something waiting.
"""

import datetime as dt

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

import bloc.actions
import members.actions
import pledges.actions
from bloc.models import BlocYear, Office
from bloc.queries import members_on
from config.demo.emulation import Emulation
from config.demo.live import LiveConferences
from config.demo.play import Organisation, anew, on
from config.demo.year import RESPONSIBILITIES, Year, grounds_of
from foundation import clock
from members.models import Board, Role
from pledges.models import Answer, Pledge, PledgeState

TASKS = (
    "Hoàn thành vượt mức các chỉ tiêu thu hút đầu tư, thu ngân sách, việc làm trong các khu",
    "Đẩy mạnh chuyển đổi số; giải quyết thủ tục hành chính đúng hạn, trực tuyến toàn trình",
    "Đồng hành, tháo gỡ khó khăn cho doanh nghiệp; đối thoại định kỳ với nhà đầu tư",
    "Bảo vệ môi trường trong các khu; phát triển khu công nghiệp sinh thái",
    "Chăm lo đời sống công nhân; giao lưu văn hóa, thể thao giữa các đơn vị trong Khối",
)
COMMENT = "Đề nghị ghi rõ tỷ lệ thủ tục trực tuyến toàn trình tối thiểu."
LOST = "Điện thoại hỏng, không mở được ứng dụng xác thực (hư cấu)."
TARGETS = "Mỗi đơn vị có ít nhất một mô hình mới hoặc điển hình tiên tiến được nhân rộng."


class Present:
    """The present year and the next one, of a bloc whose case has been played."""

    def __init__(self, organisation: Organisation, year: Year, last: int) -> None:
        self.organisation = organisation
        self.year = year
        self.bloc = organisation.bloc
        self.number = max(clock.today().year, last + 1)

    def play(self) -> list[Pledge]:
        """Open both years; half of the boards sign the first, half have answered the second."""
        if not members_on(self.bloc, clock.today()):
            return []
        self.begin_terms()
        self.lost_factors()
        pledges_under_way = [self.half_signed(), self.in_consultation()]
        emulation = Emulation(self.year, self.bloc.campaigns.get(year=self.number))
        emulation.play(unfinished=True)
        LiveConferences(emulation).play()
        following = Emulation(self.year, self.bloc.campaigns.get(year=self.number + 1))
        following.draft_table()
        following.ask_about_table()
        return pledges_under_way

    def begin_terms(self) -> None:
        """The first two boards of the list lead the made-up year."""
        boards = members_on(self.bloc, clock.today())
        for office, board in zip((Office.CHIEF, Office.DEPUTY), boards, strict=False):
            if self.bloc.terms.filter(year=self.number, office=office).exists():
                continue
            since = self.first_day(board)
            with on(since):
                bloc.actions.begin_term(
                    BlocYear(self.bloc, self.number),
                    office=office,
                    board=board,
                    since=since,
                    basis="hư cấu",
                    is_invented=True,
                    by=anew(self.organisation.keeper),
                )
                if office == Office.CHIEF:
                    self.organisation.appoint_secretary(self.number, board.code)

    def first_day(self, board: Board) -> dt.date:
        """New Year's Day, or later where the board came later; today before the year begins."""
        seat = self.bloc.seats.filter(board=board).latest("since")
        return min(max(dt.date(self.number, 1, 1), seat.since), clock.today())

    def text(self, year: int, place: str) -> dict:
        """A text that says of itself that it is made up."""
        campaign = self.bloc.campaigns.get(year=year)
        return {
            "grounds": grounds_of(campaign.regime, year),
            "tasks": list(TASKS),
            "targets": TARGETS,
            "responsibilities": RESPONSIBILITIES,
            "place": place,
            "signed_on": clock.today(),
        }

    def prepare(self, year: int, *, answered: float) -> Pledge:
        """Draft, send to the boards, and let the last part of the list agree.

        The first part of it has signed the other pledge: so everybody has something to do.
        """
        place = self.organisation.case["pledge"]["place"]
        campaign = self.year.open_campaign(year, invented=True)
        pledge = self.year.draft(campaign, self.text(year, place), invented=True)
        self.year.consult(pledge, clock.today() + dt.timedelta(days=10))
        boards = members_on(self.bloc, clock.today())
        for board in boards[len(boards) - int(len(boards) * answered) :]:
            self.year.agree(pledge, board)
        pledge.refresh_from_db()
        return pledge

    def half_signed(self) -> Pledge:
        pledge = self.prepare(self.number, answered=1)
        self.year.issue(pledge)
        already = pledge.round.parties.filter(state__in=["signed", "on_paper"]).count()
        half = pledge.signatories.count() // 2
        if already < half:
            self.year.sign(pledge, most=half, live=True)
            self.release_next(pledge)
        return pledge

    def release_next(self, pledge: Pledge) -> None:
        """The next board's leader leaves the signing to the registry clerk."""
        waiting = pledge.signatories.filter(party__round=pledge.round, party__state="waiting")
        place = waiting.select_related("board", "party").order_by("party__position").first()
        if place:
            pledges.actions.release_pledge(place, by=self.year.leader(place.board))

    def in_consultation(self) -> Pledge:
        """Half of the boards have answered; one asks something of the secretary."""
        pledge = self.prepare(self.number + 1, answered=0.5)
        if pledge.state == PledgeState.CONSULTATION and not pledge.comments.exists():
            answer = Answer(pledge, members_on(self.bloc, clock.today())[-1])
            task = str(pledge.tasks.order_by("position")[1].key)
            pledges.actions.comment_on_pledge(
                answer, part=task, text=COMMENT, by=self.year.leader(answer.board)
            )
        return pledge

    def lost_factors(self) -> None:
        """Two registry clerks have lost their second factor; one is vouched for already."""
        clerks = [
            post.account
            for board in members_on(self.bloc, clock.today())[:2]
            for post in board.posts.filter(role=Role.CLERK, until=None)
        ]
        for account in clerks:
            if not account.factor_resets.exists():
                TOTP.activate(account, generate_totp_secret())  # in a telephone that is broken
                members.actions.ask_factor_reset(account, reason=LOST, by=account)
        if len(clerks) == 2:  # noqa: PLR2004 -- the second of two
            reset = clerks[1].factor_resets.get()
            if not reset.confirmed_at:
                bloc.actions.confirm_factor_reset(reset, by=anew(self.organisation.keeper))
