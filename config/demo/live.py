"""Something to do at a conference: one of today with a ballot that is open, one to come.

All of it is made up. Today's has counted one ballot already, whose minutes wait for signatures;
on the other one half of the boards have voted.
"""

import datetime as dt
from fractions import Fraction
from typing import Any

import conferences.actions
from campaigns.models import Campaign, PhaseKind
from campaigns.queries import calendar
from conferences.actions.ballots import Stands
from conferences.models import (
    BallotStage,
    BoardAtBallot,
    BoardAtConference,
    Conference,
    ConferenceBallot,
    ConferenceKind,
    Purpose,
    Reply,
    TellerAtBallot,
    VoteKind,
)
from conferences.queries import ballots as queries
from conferences.queries.delegates import members_of
from conferences.queries.invitations import invited_boards
from config.demo.emulation import Emulation
from foundation import clock
from foundation.ballots.rules import Mark
from foundation.jobs import queue
from members.models import Account, Board

PHRASES = ("hoa sen trắng", "cầu Rồng đêm", "núi Ngũ Hành")
HOUR = dt.time(8)
AHEAD = dt.timedelta(days=21)
COMING = ("Khai mạc", "Báo cáo tổng kết", "Bỏ phiếu đề nghị khen thưởng", "Bầu Khối trưởng")
TODAY = ("Khai mạc", "Bổ sung chương trình công tác", "Bỏ phiếu", "Bế mạc")
SOURCE = "Quy chế của Khối (hư cấu)"
FIRST, SECOND = "Bổ sung chương trình công tác năm {year}", "Đề nghị biểu dương năm {year}"
PROGRAMME = ("Đối thoại doanh nghiệp theo cụm", "Giao lưu thể thao mùa thu")


class LiveConferences:
    """What the present year of the demo meets for."""

    def __init__(self, emulation: Emulation) -> None:
        self.emulation = emulation
        self.campaign: Campaign = emulation.campaign
        self.year = emulation.year
        self.secretary = self.year.secretary(emulation.number)
        self.chief = self.year.chief(emulation.number)

    def play(self) -> None:
        """Each of them once; nothing where there are too few to count, or the year is not now."""
        today = clock.today()
        last = calendar.last_day(self.campaign, PhaseKind.CONFERENCE)
        boards = self.emulation.boards(today)
        if len(boards) < len(PHRASES) or not self.campaign.opens_on <= today <= last:
            return
        self.call_closing(min(today + AHEAD, last))
        if not self.called(ConferenceKind.EXTRAORDINARY, held_on=today):
            self.meet_today(today)

    def called(self, kind: str, **facts: Any) -> bool:
        rows = self.campaign.conferences.filter(kind=kind, called_off_at=None, **facts)
        return rows.exists()

    def call(self, kind: str, day: dt.date, agenda: tuple[str, ...]) -> Conference:
        """With its agenda, at the chief's place."""
        [board] = [each for each in self.emulation.boards(day) if self.chief.leads(each.pk)][:1]
        conference = conferences.actions.call_conference(
            self.campaign,
            kind=kind,
            held_on=day,
            hour=HOUR,
            place=f"Hội trường {board.short_name}",
            host=board,
            secretary=self.secretary,
            chairs=[self.chief],
            is_invented=True,
            by=self.secretary,
        )
        for title in agenda:
            conferences.actions.add_agenda_item(
                conference, title=title, minutes=30, by=self.secretary
            )
        return conference

    # -- to come ---------------------------------------------------------------------
    def call_closing(self, day: dt.date) -> None:
        """The closing conference: invitations are out, every other board has answered."""
        if self.called(ConferenceKind.YEAR_END):
            return
        conference = self.call(ConferenceKind.YEAR_END, day, COMING)
        conferences.actions.issue_invitations(conference, by=self.chief)
        invited = invited_boards(conference)
        for board in members_of(conference)[::2]:
            leader = self.year.leader(board)
            conferences.actions.answer_invitation(invited[board.pk], reply=Reply.COMES, by=leader)
            who = BoardAtConference(conference, board)
            conferences.actions.name_delegate(who, person=leader, by=leader)

    # -- today -----------------------------------------------------------------------
    def meet_today(self, today: dt.date) -> None:
        """Opened, everybody there; one ballot declared, one open."""
        conference = self.call(ConferenceKind.EXTRAORDINARY, today, TODAY)
        boards = members_of(conference)
        for board in boards:
            leader = self.year.leader(board)
            who = BoardAtConference(conference, board)
            conferences.actions.name_delegate(who, person=leader, by=leader)
            conferences.actions.check_in(who, by=self.secretary)
        self.name_tellers(conference, boards)
        conferences.actions.open_conference(conference, by=self.secretary)
        programme = [Stands(title, None) for title in PROGRAMME]
        first = self.opened(conference, FIRST, Purpose.OTHER, programme)
        self.vote(first, boards)
        self.declare(first)
        some = [Stands(board.short_name, board) for board in boards[:4]]
        second = self.opened(conference, SECOND, Purpose.PROPOSAL, some)
        self.vote(second, boards[len(boards) // 2 :])
        queue.sweep()

    def name_tellers(self, conference: Conference, boards: list[Board]) -> None:
        """Officers of the last boards of the list, with pass-phrases that the demo prints."""
        people = [self.emulation.writer(board) for board in boards[-len(PHRASES) :]]
        conferences.actions.name_tellers(conference, tellers=people, by=self.secretary)
        for teller, phrase in zip(queries.tellers_of(conference), PHRASES, strict=True):
            conferences.actions.set_pass_phrase(teller, passphrase=phrase, by=teller.account)

    def opened(
        self, conference: Conference, title: str, purpose: Purpose, options: list[Stands]
    ) -> ConferenceBallot:
        """Agree or disagree to each; more than half of all members."""
        ballot = conferences.actions.prepare_ballot(
            conference,
            title=title.format(year=self.emulation.number),
            purpose=purpose,
            kind=VoteKind.AGREE,
            share=Fraction(1, 2),
            source=SOURCE,
            options=options,
            by=self.secretary,
        )
        conferences.actions.freeze_ballot(ballot, by=self.secretary)
        conferences.actions.open_ballot(ballot, by=self.chief)
        return ballot

    def vote(self, ballot: ConferenceBallot, boards: list[Board]) -> None:
        """Each says yes to nearly everything."""
        options = queries.options_of(ballot)
        for place, board in enumerate(boards):
            marks = {
                option.key: str(Mark.AGAINST if (place + number) % 5 == 0 else Mark.FOR)
                for number, option in enumerate(options)
            }
            who = BoardAtBallot(ballot, board)
            conferences.actions.cast_vote(who, marks=marks, by=self.year.leader(board))

    def declare(self, ballot: ConferenceBallot) -> None:
        """Closed, opened by two of the tellers, told."""
        conferences.actions.close_ballot(ballot, by=self.chief)
        tellers = queries.tellers_of(ballot.conference)
        for teller, phrase in list(zip(tellers, PHRASES, strict=True))[:2]:
            who = TellerAtBallot(ballot, teller)
            conferences.actions.give_part(who, passphrase=phrase, by=teller.account)
        ballot.refresh_from_db()
        if ballot.state == BallotStage.COUNTED:
            conferences.actions.declare_ballot(ballot, by=self.chief)


def pass_phrases(campaign: Campaign) -> list[tuple[Account, str]]:
    """Who counts today, and the words that open their part of the key; for the printed list."""
    rows = campaign.conferences.filter(
        kind=ConferenceKind.EXTRAORDINARY, held_on=clock.today(), is_invented=True
    )
    conference = rows.order_by("pk").last()
    tellers = queries.tellers_of(conference) if conference else []
    return [(teller.account, phrase) for teller, phrase in zip(tellers, PHRASES, strict=False)]
