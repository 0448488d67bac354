"""The whole demo: the case on its own days, then the present year."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from bloc.models import MinistryRole, Office
from bloc.queries import members_on
from config.demo.award_records import awards_in_figures
from config.demo.case import CaseRefused
from config.demo.clashes import clashes
from config.demo.conference import Meeting
from config.demo.emulation import Emulation
from config.demo.keys import Keyring
from config.demo.meeting_records import conference_in_figures
from config.demo.papers import summarise
from config.demo.passing_on import hand_over
from config.demo.play import PASSWORD, Organisation, Say, anew, on
from config.demo.present import Present
from config.demo.records import year_in_figures
from config.demo.year import (
    INVENTED,
    LONGEST_DRAFT,
    LONGEST_TALK,
    RESPONSIBILITIES,
    Year,
    grounds_of,
)
from config.waiting import waiting_for
from foundation.clock import today
from foundation.jobs import queue
from foundation.refusals import Refusal
from foundation.signing import trust
from foundation.signing.models import Party, TrustAnchor
from members.models import Account, Role
from pledges.models import Pledge

ADMINISTRATOR = "quantri@khoithidua.example"
OFFICES = {Office.CHIEF: "Khối trưởng", Office.DEPUTY: "Khối phó", Office.STAND_IN: "quyền"}
BEFORE_SIGNING = dt.time(9, 30)


class Scenario:
    """Plays one case; what stands already is left as it is."""

    pledge: Pledge

    def __init__(self, case: dict[str, Any], keyring: Keyring, *, say: Say) -> None:
        self.case = case
        self.keyring = keyring
        self.say = say
        self.organisation = Organisation(case, say)
        self.signed_on = dt.date.fromisoformat(case["pledge"]["signed_on"])

    def play(self) -> None:
        """Organisation first, whole or not at all; then both years and the signatures.

        Raises CaseRefused where the case contradicts what the database holds.
        """
        with queue.inline():
            if reasons := clashes(self.case):
                raise CaseRefused(reasons)
            try:
                with transaction.atomic():
                    self.bloc = self.organisation.play()
            except Refusal as refusal:
                raise CaseRefused([f"{self.organisation.at}: {refusal}"]) from refusal
            self.trust_the_demo(self.make_administrator())
            self.year = Year(self.bloc, self.keyring, self.say)
            self.play_pledge()
            self.play_year()
            self.hand_over_year()
            last = self.case["pledge"]["year"]
            self.present = Present(self.organisation, self.year, last)
            self.present.play()
        self.pledge.refresh_from_db()

    def make_administrator(self) -> Account:
        """Who runs the server."""
        found = Account.objects.filter(email=ADMINISTRATOR).first()
        return found or Account.objects.create_user(
            ADMINISTRATOR, PASSWORD, full_name="Quản trị hệ thống", is_staff=True
        )

    def trust_the_demo(self, administrator: Account) -> None:
        """The demo's throw-away authority, marked so."""
        if not TrustAnchor.objects.filter(sha256=self.keyring.authority_sha256).exists():
            trust.add_anchor(self.keyring.authority_der, by=administrator.email, is_demo=True)

    # -- the case's pledge -------------------------------------------------------
    def play_pledge(self) -> None:
        """Draft, talk, issue and sign on the case's days; leaves it in ``self.pledge``."""
        first = min(since for since, _ in self.organisation.seats.values())
        self.open_own_year()
        first = max(first, self.organisation.chief_from(self.case["pledge"]["year"]))
        with on(max(first, self.signed_on - LONGEST_DRAFT)):
            campaign = self.year.open_campaign(
                self.case["pledge"]["year"], regime=self.case.get("regime"), invented=False
            )
            self.pledge = self.year.draft(campaign, self.text(campaign.regime), invented=False)
            self.year.consult(self.pledge, self.signed_on)
        self.say(f"{self.pledge}: lấy ý kiến")
        for board in members_on(self.bloc, self.signed_on):
            since, _ = self.organisation.seats[board.code]
            with on(max(since, first, self.signed_on - LONGEST_TALK)):
                self.year.agree(self.pledge, board)
        with on(self.signed_on, BEFORE_SIGNING):
            self.year.issue(self.pledge)
        self.say(f"{self.pledge}: {self.pledge.signatories.count()} đơn vị ký")
        self.year.sign(self.pledge)

    def open_own_year(self) -> None:
        """The case's own emulation year, of which the conference speaks."""
        year = self.case["conference"]["year"]
        first = self.organisation.chief_from(year)
        with on(max(first, self.organisation.first_day_of(year), dt.date(year, 1, 1))):
            self.year.open_campaign(year, regime=self.case.get("regime"), invented=False)

    def play_year(self) -> None:
        """What the bloc did in the case's own year; figures and words are invented."""
        campaign = self.bloc.campaigns.get(year=self.case["conference"]["year"])
        self.emulation = Emulation(
            self.year,
            campaign,
            held_on=self.organisation.held_on,
            proposals=self.case.get("award_proposals", []),
            movements=self.case.get("movements", []),
        )
        quotas = self.case.get("award_quota", [])
        self.emulation.quotas = {row["kind"]: row["count"] for row in quotas}
        if self.case["pledge"]["year"] == campaign.year + 1:
            self.emulation.next_tasks = self.case["pledge"]["tasks"]
        self.emulation.play()
        Meeting(self.emulation, self.case).play()
        self.say(f"Năm thi đua {campaign.year}: chỉ tiêu, phong trào, báo cáo (số liệu hư cấu)")

    def hand_over_year(self) -> None:
        """The old chief hands the case's own year to the new one."""
        campaign = self.emulation.campaign
        hand_over(self.year, campaign, self.organisation.last_day_of(campaign.year))

    def text(self, regime: Any) -> dict[str, Any]:
        """The case's tasks; what it does not say is made up, and says so."""
        pledge = self.case["pledge"]
        return {
            "grounds": grounds_of(regime, pledge["year"]),
            "tasks": pledge["tasks"],
            "targets": "",
            "responsibilities": f"{RESPONSIBILITIES}\n{INVENTED}",
            "place": pledge["place"],
            "signed_on": self.signed_on,
        }

    # -- what is told ------------------------------------------------------------
    def summary(self) -> dict[str, Any]:
        """What happened, machine-readable."""
        return {
            "case": {"bloc": self.bloc.code, "year": self.case["conference"]["year"]},
            **summarise(self.pledge),
            "emulation": year_in_figures(self.emulation.campaign),
            "conference": conference_in_figures(self.emulation.campaign),
            "awards": awards_in_figures(self.emulation.campaign),
            "accounts": [
                {"part": part, "email": email, "waiting": waiting}
                for part, email, waiting in self.accounts()
            ],
        }

    def accounts(self) -> list[tuple[str, str, list[str]]]:
        """One account for each part, every board's leader, and what waits for each of them."""
        return [
            (part, account.email, [str(thing.title) for thing in waiting_for(anew(account))])
            for part, account in (*self.officials(), *self.board_people())
        ]

    def officials(self) -> Iterator[tuple[str, Account]]:
        """The server's administrator, the ministry's people, the secretary."""
        yield "Quản trị kỹ thuật", Account.objects.get(email=ADMINISTRATOR)
        for role, words in (
            (MinistryRole.KEEPER, "Bộ: đầu mối quản lý khối"),
            (MinistryRole.REVIEWER, "Bộ: chuyên viên thẩm định (chỉ xem)"),
            (MinistryRole.APPROVER, "Bộ: người phê duyệt (chỉ xem)"),
        ):
            for post in self.organisation.ministry.posts.filter(role=role)[:1]:
                yield words, post.account
        for secretary in self.bloc.secretaries.filter(year=self.present.number)[:1]:
            yield f"Thư ký khối {secretary.year}", secretary.account

    def board_people(self) -> Iterator[tuple[str, Account]]:
        """Each board's leader; the registry clerk where the signing was released to it."""
        year = self.present.number
        held = self.bloc.terms.filter(year=year).held_on(today())
        offices = {term.board_id: f" ({OFFICES[term.office]} {year})" for term in held}
        for board in members_on(self.bloc, today()):
            posts = board.posts.held_on(today()).select_related("account")
            for post in posts.filter(role=Role.LEADER):
                yield f"Lãnh đạo {board.code}{offices.get(board.pk, '')}", post.account
            released = Party.objects.filter(signatory__board=board, released_at__isnull=False)
            for post in posts.filter(role=Role.CLERK) if released.exists() else ():
                yield f"Văn thư {board.code}", post.account
