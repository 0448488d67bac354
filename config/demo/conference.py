"""The closing conference of the case: called, attended, voted on. The ballots are invented.

What the case says came out comes out by the rules: whoever it proposes gets enough votes, and
so do the boards that it names as chief and deputy of the next year. Nobody else does.
"""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import awards.actions
import conferences.actions
from awards.actions.nominations import ballot_title
from bloc.models import Office
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
from config.demo import awarding, minutes
from config.demo.play import anew, on
from foundation.ballots.rules import Mark
from members.models import Account, Board

DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
CALLED, ANSWERED, NAMED = 20 * DAY, 12 * DAY, 5 * DAY  # before the day
HOUR, OPENING = dt.time(8), dt.time(8, 5)
DECIDED = dt.time(19, 50)
CLOSING, SIGNING = dt.time(20), dt.time(20, 30)  # after the last ballot of the longest case
PHRASES = ("hoa sen nở trắng đầm", "cầu Rồng phun lửa đêm", "núi Ngũ Hành mây bay")
AGENDA = (
    ("Khai mạc, giới thiệu đại biểu", 15, "Khối trưởng"),
    ("Báo cáo tổng kết năm {year}; phương hướng năm {next}", 30, "Khối trưởng"),
    ("Tham luận của các đơn vị", 45, "Đại biểu các đơn vị"),
    ("Phát biểu của đại diện Bộ", 15, "Khách mời"),
    ("Bỏ phiếu đề nghị khen thưởng", 40, "Tổ kiểm phiếu"),
    ("Bầu Khối trưởng, Khối phó năm {next}", 30, "Tổ kiểm phiếu"),
    ("Ký Giao ước thi đua năm {next}", 20, "Khối trưởng"),
)
TITLES = {
    "MINISTRY_FLAG": "Đề nghị tặng Cờ thi đua của Bộ năm {year}",
    "MINISTER_MERIT_COLLECTIVE": "Đề nghị tặng Bằng khen của Bộ trưởng cho tập thể năm {year}",
}
OTHER_TITLE = "Đề nghị khen thưởng năm {year}: {kind}"
OFFICES = {Office.CHIEF: "Khối trưởng", Office.DEPUTY: "Khối phó"}
SOURCE = "Thông lệ của các khối (hư cấu trong bản trình diễn)"
MORE = 2  # so many boards stand beside those that the case proposes


class Meeting:
    """The conference of a case's year, as far as the present day allows."""

    def __init__(self, emulation: Any, case: dict[str, Any]) -> None:
        self.emulation = emulation
        self.case = case
        self.campaign = emulation.campaign
        self.bloc = emulation.bloc
        self.year: int = emulation.number
        self.held_on: dt.date = emulation.held_on
        self.place: str = case["conference"].get("place") or "Hội trường"

    def play(self) -> None:
        """Everything, each step once; nothing where the bloc had no members on that day."""
        first = emulated_from(self.emulation)
        boards = self.emulation.boards(self.held_on)
        if len(boards) < len(PHRASES) or not self.emulation.happens(self.held_on):
            return
        for before, does in (
            (CALLED, self.call), (ANSWERED, self.answer), (NAMED, self.name_tellers)
        ):  # fmt: skip
            with on(max(first, self.held_on - before)):
                does()
        with on(self.held_on, OPENING):
            self.gather()
        for number, plan in enumerate(self.plans()):
            minute = dt.datetime.combine(self.held_on, dt.time(10)) + number * 10 * MINUTE
            if minute.date() == self.held_on:
                self.vote(number, plan, minute)
        conference, chair = self.held(), self.chairs()[0]
        with on(self.held_on, DECIDED):
            awarding.propose(self.campaign, by=conference.secretary)
        minutes.write_down(conference, dt.datetime.combine(self.held_on, CLOSING), chair=chair)
        keyring = self.emulation.year.keyring
        minutes.sign_all(conference, dt.datetime.combine(self.held_on, SIGNING), keyring)

    # -- before ----------------------------------------------------------------------
    def conference(self) -> Conference | None:
        rows = self.campaign.conferences.filter(kind=ConferenceKind.YEAR_END, called_off_at=None)
        return rows.select_related("campaign__bloc", "host", "secretary").first()

    def held(self) -> Conference:
        found = self.conference()
        assert found, "it was called"
        return found

    def call(self) -> None:
        """The secretary calls it with its agenda; the chief sends the invitations."""
        if self.conference():
            return
        secretary = self.emulation.year.secretary(self.year)
        conference = conferences.actions.call_conference(
            self.campaign,
            kind=ConferenceKind.YEAR_END,
            held_on=self.held_on,
            hour=HOUR,
            place=self.place,
            host=self.host(),
            secretary=secretary,
            chairs=self.chairs(),
            is_invented=True,
            by=secretary,
        )
        for title, lasts, speaker in AGENDA:
            conferences.actions.add_agenda_item(
                conference,
                title=title.format(year=self.year, next=self.year + 1),
                minutes=lasts,
                speaker=speaker,
                by=secretary,
            )
        conferences.actions.issue_invitations(conference, by=self.emulation.year.chief(self.year))

    def board_of(self, office: Office) -> Board:
        term = self.bloc.terms.filter(year=self.year, office=office).order_by("since").last()
        return term.board if term else self.emulation.boards(self.held_on)[0]

    def host(self) -> Board:
        """The board at whose place it is; where the case names no such place, the chief's."""
        boards = self.emulation.boards(self.held_on)
        here = [board for board in boards if board.province == self.place]
        return here[0] if here else self.board_of(Office.CHIEF)

    def chairs(self) -> list[Account]:
        """The leaders of the chief's and the deputy's board."""
        heads = [self.emulation.year.leader(self.board_of(office)) for office in OFFICES]
        return list(dict.fromkeys(heads))

    def answer(self) -> None:
        """Every board comes, with its leader; the last one authorises an officer."""
        conference = self.held()
        invited = invited_boards(conference)
        boards = members_of(conference)
        for board in boards:
            leader = self.emulation.year.leader(board)
            invitation = invited.get(board.pk)
            if invitation and not invitation.reply:
                conferences.actions.answer_invitation(invitation, reply=Reply.COMES, by=leader)
            who = BoardAtConference(conference, board)
            person = self.emulation.writer(board) if board == boards[-1] else leader
            conferences.actions.name_delegate(who, person=person, by=leader)

    def name_tellers(self) -> None:
        """Officers of three boards count the votes, chief and deputy last."""
        conference = self.held()
        if queries.tellers_of(conference):
            return
        heads = {self.board_of(office).pk for office in OFFICES}
        boards = sorted(members_of(conference), key=lambda board: board.pk in heads)
        people = [self.emulation.writer(board) for board in boards[: len(PHRASES)]]
        conferences.actions.name_tellers(conference, tellers=people, by=conference.secretary)
        for teller, phrase in zip(queries.tellers_of(conference), PHRASES, strict=False):
            by = anew(teller.account)
            conferences.actions.set_pass_phrase(teller, passphrase=phrase, by=by)
            conferences.actions.try_pass_phrase(teller, passphrase=phrase, by=by)

    def gather(self) -> None:
        """All delegates check in."""
        conference = self.held()
        if conference.arrivals.exists():
            return
        for board in members_of(conference):
            who = BoardAtConference(conference, board)
            conferences.actions.check_in(who, by=conference.secretary)
        minutes.open_meeting(conference, by=conference.secretary)

    # -- ballots ---------------------------------------------------------------------
    def plans(self) -> list[dict[str, Any]]:
        """What is voted on: each kind of award that the case names, then the two offices."""
        found = [self.proposal(kind) for kind in self.kinds()]
        named = {
            row["role"]: row["board"]
            for row in self.case.get("officers", [])
            if row["year"] == self.year + 1
        }
        taken: list[str] = []
        for office in OFFICES:
            if office in named:
                found.append(self.election(office, named[office], taken))
                taken.append(named[office])
        return found

    def kinds(self) -> list[str]:
        return list(dict.fromkeys(row["kind"] for row in self.case.get("award_proposals", [])))

    def stands(self, wanted: Sequence[str], without: Sequence[str]) -> list[Stands]:
        """These boards, and the next ones of the list that have not been chosen elsewhere."""
        boards = {board.code: board for board in members_of(self.held())}
        others = [code for code in boards if code not in {*wanted, *without}]
        codes = [code for code in boards if code in {*wanted, *others[:MORE]}]
        names = [boards[code].short_name for code in codes]
        return [
            Stands(name if names.count(name) == 1 else f"{name} ({code})", boards[code])
            for name, code in zip(names, codes, strict=True)
        ]

    def proposal(self, kind: str) -> dict[str, Any]:
        """On the list of nominations, by the law's threshold, no more than the quota.

        A case may propose whom its ranking does not put forward: then by the same rules, directly.
        """
        proposed = [row for row in self.case["award_proposals"] if row.get("board")]
        wanted = [row["board"] for row in proposed if row["kind"] == kind]
        if listed := awarding.listed_kind(self.campaign, kind, wanted):
            title = ballot_title(listed, self.campaign)
            return {"wanted": wanted, "listed": listed, "facts": {"title": title}}
        elsewhere = [row["board"] for row in proposed if row["kind"] != kind]
        quotas = {row["kind"]: row["count"] for row in self.case.get("award_quota", [])}
        title = TITLES.get(kind, OTHER_TITLE).format(year=self.year, kind=kind)
        return {
            "wanted": wanted,
            "facts": {
                "purpose": Purpose.PROPOSAL, "kind": VoteKind.AGREE, "title": title[:300],
                "share": Fraction(4, 5), "is_strict": False, "source": SOURCE,
                "places": quotas.get(kind, 0), "options": self.stands(wanted, elsewhere),
            },
        }  # fmt: skip

    def election(self, office: Office, board: str, taken: list[str]) -> dict[str, Any]:
        """More than half of all members elect."""
        title = f"Bầu {OFFICES[office]} năm {self.year + 1}"
        return {
            "wanted": [board],
            "facts": {
                "purpose": Purpose(office), "kind": VoteKind.ELECT, "title": title,
                "share": Fraction(1, 2), "is_strict": True, "source": SOURCE,
                "options": self.stands([board], taken),
            },
        }  # fmt: skip

    def vote(self, number: int, plan: dict[str, Any], minute: dt.datetime) -> None:
        """Prepared, frozen, opened, cast, closed, counted, declared; within ten minutes."""
        conference = self.held()
        if conference.ballots.filter(state=BallotStage.DECLARED, title=plan["facts"]["title"]):
            return
        chair, secretary = self.chairs()[0], conference.secretary
        with on(minute.date(), minute.time()):
            ballot = self.prepare(plan, by=secretary)
            conferences.actions.freeze_ballot(ballot, by=secretary)
            conferences.actions.open_ballot(ballot, by=chair)
            for place, board in enumerate(members_of(conference)):
                self.cast(ballot, board, marked(ballot, plan["wanted"], place + number))
        later = minute + 5 * MINUTE
        with on(later.date(), later.time()):
            conferences.actions.close_ballot(ballot, by=chair)
            self.count(ballot)
            conferences.actions.declare_ballot(ballot, by=chair)

    def prepare(self, plan: dict[str, Any], *, by: Account) -> ConferenceBallot:
        """Out of the list of nominations where there is one that fits."""
        if kind := plan.get("listed"):
            found = awards.actions.put_to_vote(
                self.campaign, kind=kind, conference=self.held(), by=by
            )
            return found.ballot
        return conferences.actions.prepare_ballot(self.held(), **plan["facts"], by=by)

    def cast(self, ballot: ConferenceBallot, board: Board, marks: dict[str, str]) -> None:
        """The board's delegate puts the paper into the box."""
        who = BoardAtBallot(ballot, board)
        [delegate] = ballot.conference.delegates.standing().filter(board=board)
        conferences.actions.cast_vote(who, marks=marks, by=delegate.account)

    def count(self, ballot: ConferenceBallot) -> None:
        """Two of the three tellers open the box."""
        tellers = queries.tellers_of(ballot.conference)
        for teller, phrase in list(zip(tellers, PHRASES, strict=False))[:2]:
            who = TellerAtBallot(ballot, teller)
            conferences.actions.give_part(who, passphrase=phrase, by=anew(teller.account))


def emulated_from(emulation: Any) -> dt.date:
    """The first day on which somebody decides about the year."""
    return max(emulation.campaign.opens_on, emulation.first_day())


def marked(ballot: ConferenceBallot, wanted: Sequence[str], place: int) -> dict[str, str]:
    """How a board votes, the same way every time: nearly all are for those that are wanted."""
    options = queries.options_of(ballot)
    dissents = place % 10 == 9  # noqa: PLR2004 -- one in ten
    if ballot.kind == VoteKind.ELECT:
        chosen = [each for each in options if (each.board.code in wanted) is not dissents]
        return {each.key: str(Mark.FOR) for each in chosen[:1]}
    found = {}
    for number, option in enumerate(options):
        is_for = option.board.code in wanted or (place + number) % 2 == 0
        if dissents and number == 0:
            is_for = not is_for
        found[option.key] = str(Mark.FOR if is_for else Mark.AGAINST)
    return found
