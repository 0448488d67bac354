"""Play a case: every step is the action that a person would use, on the case's own day.

Each step looks first whether it has happened, so that playing a case twice, or after
being stopped halfway, changes nothing that stands.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import timezone

import bloc.actions
import members.actions
from bloc.models import Bloc, BlocYear, Ministry, MinistryName, MinistryRole, Office
from config.demo import people
from config.demo.case import Judge
from config.demo.clashes import names_then
from config.demo.people import Person
from config.demo.sources import in_words
from foundation import clock
from members import invitations
from members.models import Account, Board, Role

MORNING = dt.time(8)
LONGEST_STEM = 15  # letters of a board's code that go on in the code of the one it went into
PASSWORD = "giao-uoc-thu-nghiem"  # noqa: S105 -- printed for everybody who tries the demo
Say = Callable[[str], None]


@contextmanager
def on(day: dt.date, time: dt.time = MORNING) -> Iterator[None]:
    """Let it be that hour of that day (house time)."""
    with clock.at(timezone.make_aware(dt.datetime.combine(day, time))):
        yield


def date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def anew(account: Account) -> Account:
    """The account as it is on the day that the clock now shows."""
    return Account.objects.get(pk=account.pk)


class Organisation:
    """Ministry, bloc, boards, seats, people and offices of a case."""

    def __init__(self, case: dict[str, Any], say: Say) -> None:
        self.case = case
        self.say = say
        self.code: str = case["bloc"]["code"]
        self.year: int = case["conference"]["year"]
        self.held_on: dt.date = dt.date.fromisoformat(case["conference"]["date"])
        self.seats = Judge(case).seats()
        self.leaders: dict[str, Account] = {}
        self.at = "bloc"  # the key that is being played, for whoever has to say where it failed

    def play(self) -> Bloc:
        """Everything that must stand before the year begins; returns the bloc."""
        with on(min(since for since, _ in self.seats.values())):
            self.ministry = self.found_ministries()
            self.keeper = self.begin_ministry()
            self.bloc = self.found_bloc()
        self.boards = {
            row["code"]: self.seat(number, row)
            for number, row in enumerate(self.case["boards"], start=1)
        }
        self.say(f"{self.bloc.name}: {len(self.boards)} ban quản lý")
        self.merge_boards()
        self.begin_terms()
        self.end_terms()
        return self.bloc

    # -- ministry and bloc -------------------------------------------------------
    def found_ministries(self) -> Ministry:
        """All authorities of the case; returns the one that holds on the conference's day."""
        rows = self.case["authority"]
        for row in rows:
            if names_then(row):  # judged before: it is the same name
                continue
            bloc.actions.found_ministry(
                row["code"],
                name=row["name"],
                department=row.get("department", ""),
                since=dt.date.fromisoformat(row["valid_from"]),
                until=date(row.get("valid_to")),
                basis=in_words(row.get("basis", "")),
            )
        by_code = Ministry.objects.in_bulk([row["code"] for row in rows], field_name="code")
        for row in rows:
            if row.get("succeeds"):
                bloc.actions.succeed_ministry(by_code[row["code"]], by_code[row["succeeds"]])
        names = MinistryName.objects.filter(ministry__in=by_code.values())
        name = names.held_on(self.held_on).first() or names.order_by("since").first()
        assert name, "the case has an authority"
        return name.ministry

    def begin_ministry(self) -> Account:
        """The ministry's people; the first post has nobody above it to give it."""
        parts = {
            MinistryRole.KEEPER: "Chuyên viên chính",
            MinistryRole.REVIEWER: "Chuyên viên",
            MinistryRole.APPROVER: "Phó Vụ trưởng",
        }
        keeper: Account | None = None
        for role, title in parts.items():
            person = people.person("BO", self.ministry.code, role, title)
            account = Account.objects.filter(email=person.email).first()
            if account is None and keeper is None:
                account = Account.objects.create_user(person.email, full_name=person.full_name)
                bloc.actions.begin_ministry_post(self.ministry, account, role=role, title=title)
                invitations.invite(account, inviter=None)
            elif account is None:
                post = bloc.actions.invite_colleague(
                    self.ministry,
                    full_name=person.full_name,
                    email=person.email,
                    role=role,
                    title=title,
                    by=anew(keeper),
                )
                account = post.account
            accept(account)
            keeper = keeper or account
        assert keeper
        return keeper

    def found_bloc(self) -> Bloc:
        row = self.case["bloc"]
        found = Bloc.objects.filter(code=self.code).first()
        return found or bloc.actions.found_bloc(
            self.ministry,
            code=self.code,
            name=row["name"],
            short_name=row.get("short_name", ""),
            established_year=row["established_year"],
            basis=in_words(row.get("basis", "")),
            by=anew(self.keeper),
        )

    # -- boards and their people -------------------------------------------------
    def seat(self, position: int, row: dict[str, Any]) -> Board:
        """Register the board with all its names, seat it, invite its people."""
        since, until = self.seats[row["code"]]
        found = Board.objects.filter(code=row["code"], seats__bloc=self.bloc).first()
        self.at = f"boards[{position - 1}]"
        with on(since):
            board = found or self.register(row)
            self.name(board, row["names"])
            if found is None:
                bloc.actions.seat_board(
                    self.bloc,
                    board=board,
                    since=since,
                    until=until,
                    position=position,
                    by=anew(self.keeper),
                )
            self.leaders[row["code"]] = self.invite(board)
        return board

    def register(self, row: dict[str, Any]) -> Board:
        first = min(row["names"], key=lambda name: name["valid_from"])
        return bloc.actions.register_board(
            self.bloc,
            code=row["code"],
            province=row["province"],
            kinds=row["kinds"],
            name=first["name"],
            short_name=first.get("short_name", ""),
            since=dt.date.fromisoformat(first["valid_from"]),
            until=date(first.get("valid_to")),
            basis=in_words(row.get("basis", "")),
            name_basis=in_words(first.get("basis", "")),
            by=anew(self.keeper),
        )

    def name(self, board: Board, names: list[dict[str, Any]]) -> None:
        """The names that are newer than all that the board has borne."""
        newest = max(name.since for name in board.all_names)
        for name in sorted(names, key=lambda name: name["valid_from"]):
            if dt.date.fromisoformat(name["valid_from"]) <= newest:
                continue
            bloc.actions.name_board(
                board,
                name=name["name"],
                short_name=name.get("short_name", ""),
                since=dt.date.fromisoformat(name["valid_from"]),
                until=date(name.get("valid_to")),
                basis=in_words(name.get("basis", "")),
                by=anew(self.keeper),
            )

    def representative(self, code: str) -> tuple[str, str]:
        """Whom the case names for the board, if anybody."""
        named = [
            (row["representative"], row.get("representative_title", ""))
            for row in self.case.get("officers", [])
            if row["board"] == code and row.get("representative")
        ]
        return named[-1] if named else ("", "")

    def invite(self, board: Board) -> Account:
        """The board's leader, by the keeper; officer and clerk by the leader."""
        head = people.leader(self.code, board.code, *self.representative(board.code))
        leader = Account.objects.filter(email=head.email).first()
        if leader is None:
            leader = bloc.actions.invite_leader(
                self.bloc,
                board=board,
                full_name=head.full_name,
                email=head.email,
                title=head.title,
                capacity=head.capacity,
                by=anew(self.keeper),
            )
        accept(leader)
        for role, part, title in (
            (Role.WRITER, "chuyenvien", "Chuyên viên"),
            (Role.CLERK, "vanthu", "Văn thư"),
        ):
            self.invite_colleague(board, role, people.person(self.code, board.code, part, title))
        return leader

    def invite_colleague(self, board: Board, role: Role, person: Person) -> None:
        account = Account.objects.filter(email=person.email).first()
        if account is None:
            leader = board.posts.filter(role=Role.LEADER).order_by("since").first()
            assert leader, "the leader was invited first"
            post = members.actions.invite_person(
                board,
                full_name=person.full_name,
                email=person.email,
                role=role,
                title=person.title,
                capacity="",
                by=anew(leader.account),
            )
            account = post.account
        accept(account)

    def merge_boards(self) -> None:
        """The mergers that the case tells of: into a new board of that name, in that year."""
        for number, row in enumerate(self.case.get("successions", [])):
            self.at = f"successions[{number}]"
            predecessors = [self.boards[code] for code in row["predecessors"]]
            if predecessors[0].successions.filter(year=row["year"]).exists():
                continue
            with on(dt.date(row["year"], 12, 31)):
                first = predecessors[0]
                heir = bloc.actions.register_board(
                    self.ministry,
                    code=f"{first.code[:LONGEST_STEM]}-{row['year']}",
                    province=first.province,
                    kinds=sorted({kind for board in predecessors for kind in board.kinds}),
                    name=row["successor"],
                    since=dt.date(row["year"], 1, 1),
                    basis=in_words(row.get("basis", "")),
                    by=anew(self.keeper),
                )
                bloc.actions.merge_boards(
                    heir,
                    predecessors=predecessors,
                    year=row["year"],
                    basis=in_words(row.get("basis", "")),
                    by=anew(self.keeper),
                )

    # -- offices -----------------------------------------------------------------
    def begin_terms(self) -> None:
        """The officers that the case names, and those of its year that it does not."""
        for number, row in enumerate(self.case.get("officers", [])):
            self.at = f"officers[{number}]"
            self.begin_term(row["year"], row["role"], row["board"], row)
        for office in (Office.CHIEF, Office.DEPUTY):
            self.invent_term(self.year, office)

    def invent_term(self, year: int, office: Office) -> None:
        """The first board in the list without an office, marked as invented."""
        terms = self.bloc.terms.filter(year=year)
        if terms.filter(office=office).exists():
            return
        held = set(terms.values_list("board__code", flat=True))
        day = self.first_day_of(year)
        free = [code for code in self.seated_on(day) if code not in held]
        if free:
            self.begin_term(year, office, free[0], {"basis": "invented"}, is_invented=True)

    def seated_on(self, day: dt.date) -> list[str]:
        return [
            code
            for code, (since, until) in self.seats.items()
            if since <= day and (until is None or day <= until)
        ]

    def first_day_of(self, year: int) -> dt.date:
        """When the officers of a year begin: elected at the conference, or on New Year's Day."""
        if year == self.year + 1:
            return self.held_on
        return max(dt.date(year, 1, 1), min(since for since, _ in self.seats.values()))

    def begin_term(
        self, year: int, office: str, code: str, row: dict[str, Any], *, is_invented: bool = False
    ) -> None:
        if self.bloc.terms.filter(year=year, office=office).exists():
            return
        since = max(self.first_day_of(year), self.seats[code][0])
        with on(since):
            bloc.actions.begin_term(
                BlocYear(self.bloc, year),
                office=office,
                board=self.boards[code],
                since=since,
                representative=row.get("representative") or "",
                representative_title=row.get("representative_title") or "",
                basis=in_words(row.get("basis", "")),
                is_invented=is_invented,
                by=anew(self.keeper),
            )
            if office == Office.CHIEF:
                self.appoint_secretary(year, code)

    def chief_from(self, year: int) -> dt.date:
        """The first day on which somebody decides about that year: its chief or the former one."""
        chiefs = self.bloc.terms.filter(year__in=[year - 1, year], office=Office.CHIEF)
        found = chiefs.order_by("since").first()
        assert found, "the case was judged: it has a chief"
        return found.since

    def last_day_of(self, year: int) -> dt.date:
        """When the officers of a year have done: with its books, and with the pledge they began.

        The case's year ends with the bloc's dossier or the conference, others with the year.
        """
        pledge = self.case["pledge"]
        dossier = date(self.case.get("deadlines", {}).get("bloc_dossier"))
        closed = max(self.held_on, dossier or self.held_on)
        days = [closed if year == self.year else dt.date(year, 12, 31)]
        if year in {pledge["year"], pledge["year"] - 1}:
            days.append(dt.date.fromisoformat(pledge["signed_on"]))
        return max(days)

    def end_terms(self) -> None:
        """Chief, deputy and secretary of years that are over have an end."""
        today = clock.today()
        for term in self.bloc.terms.filter(until=None).select_related("board"):
            until = max(self.last_day_of(term.year), term.since)
            left = self.seats.get(term.board.code, (None, None))[1]
            until = min(until, left or until)
            if until < today:
                with on(until):
                    bloc.actions.end_term(term, until=until, by=anew(self.keeper))
        for secretary in self.bloc.secretaries.filter(until=None):
            until = max(self.last_day_of(secretary.year), secretary.since)
            if until < today:
                with on(until):
                    bloc.actions.end_secretary(
                        secretary, until=until, by=anew(secretary.appointed_by)
                    )

    def appoint_secretary(self, year: int, code: str) -> None:
        """The chief appoints an officer of the own board."""
        officer = self.boards[code].posts.held_on(clock.today()).filter(role=Role.WRITER).first()
        assert officer, "every board has an officer"
        bloc.actions.appoint_secretary(
            BlocYear(self.bloc, year), account=officer.account, by=anew(self.leaders[code])
        )


def accept(account: Account) -> None:
    """The person follows the letter's link and chooses the demo's password."""
    invitation = account.invitations.filter(accepted_at=None, withdrawn_at=None).first()
    if invitation:
        members.actions.accept_invitation(invitation, password=PASSWORD)
