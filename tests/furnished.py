"""A bloc in which every page has something to show: members, offices, papers, open questions.

For the walk through all pages (tests/tour.py) and for counting their queries with few and
many boards.
"""

import datetime as dt
import io
from types import SimpleNamespace
from typing import Any

from allauth.mfa.models import Authenticator
from PIL import Image

import campaigns.actions
import members.actions
import pledges.actions
from bloc.models import BlocYear, MinistryRole, Office
from campaigns.layouts import Layout
from campaigns.models import BoardYear, Direction, ExampleKind, Launcher, TableAnswer
from foundation import clock
from foundation.documents import pades
from foundation.jobs import queue
from foundation.signing import trust, turns
from members.models import Account, Board, Merger, Role
from pledges.content import Content, TaskText
from pledges.models import Answer, Part, Pledge, Signatory
from pledges.tasks import draw_pledge
from tests import authorities
from tests import factories as make
from tests.furnished_activities import activities
from tests.furnished_awards import nominations, proposals
from tests.furnished_calendar import calendar
from tests.furnished_charters import charters
from tests.furnished_conferences import meetings
from tests.furnished_departures import departures
from tests.furnished_evaluations import evaluations
from tests.furnished_rankings import rankings
from tests.furnished_reports import reports
from tests.furnished_scores import points
from tests.furnished_summaries import summaries
from tests.furnished_targets import catalogue_and_registrations

YEARS = (2023, 2024, 2025, make.YEAR)
BEING_DRAWN, WITHOUT, SEALED, OPEN, IN_CONSULTATION = (*YEARS, make.YEAR + 1)
PLACES = (
    "Đà Nẵng", "Quảng Nam", "Quảng Ngãi", "Bình Định", "Phú Yên", "Khánh Hòa", "Ninh Thuận",
    "Bình Thuận", "Quảng Bình", "Quảng Trị", "Thừa Thiên Huế", "Gia Lai", "Kon Tum", "Đắk Lắk",
    "Đắk Nông", "Lâm Đồng", "Hà Tĩnh", "Nghệ An",
)  # fmt: skip
RENAMED_ON = dt.date(2023, 1, 1)


def picture(mode: str = "RGB") -> bytes:
    """A small PNG: a seal, or a sheet that somebody scanned."""
    held = io.BytesIO()
    Image.new(mode, (120, 120), "white" if mode == "RGB" else (200, 0, 0, 120)).save(held, "PNG")
    return held.getvalue()


def furnish(ordinary: int = 1) -> SimpleNamespace:
    """A bloc of chief, deputy and so many ordinary boards; what happened to it; its people."""
    site = SimpleNamespace(bloc=make.BlocFactory(name="Khối thi đua số 1"))
    site.ministry = site.bloc.organiser
    if authorities.root().der not in trust.roots():
        trust.add_anchor(authorities.root().der, by="administrator")
    site.boards = [board(site.bloc, place) for place in range(ordinary + 2)]
    site.chief, site.deputy, *_others, site.board = site.boards
    site.leaders = {each.pk: leader_of(each) for each in site.boards}
    site.people = people_of(site)
    offices(site)
    papers_of_boards(site)
    open_questions(site)
    pledges_of_all_years(site)
    tables_of_points(site)
    charters(site)
    points(site, site.campaigns[SEALED])
    rankings(site, site.campaigns[BEING_DRAWN], site.campaigns[SEALED])
    nominations(site, site.campaigns[BEING_DRAWN])
    register_of_papers(site)
    catalogue_and_registrations(site)
    movements(site)
    examples(site)
    activities(site)
    meetings(site, picture())
    proposals(site, site.campaigns[BEING_DRAWN])
    reports(site)
    summaries(site)
    evaluations(site)
    calendar(site)
    departures(site, site.open.campaign)
    return site


def movements(site: SimpleNamespace) -> None:
    """One in which all boards but the last take part; each has told of it."""
    campaign, secretary = site.open.campaign, site.people["secretary"]
    site.movement = campaigns.actions.launch_movement(
        campaign,
        launcher=Launcher.BLOC,
        launched_by=str(site.bloc),
        name="Đồng hành cùng doanh nghiệp",
        since=campaign.opens_on,
        content="Đối thoại mỗi quý",
        by=secretary,
    )
    for each in site.boards[:-1]:
        part = campaigns.actions.join_movement(
            BoardYear(campaign, each), movement=site.movement, plan="Đối thoại", by=secretary
        )
        campaigns.actions.tell_progress(
            part, told_on=campaign.opens_on, text="Đã đối thoại", by=secretary
        )
        if each == site.chief:
            site.participation = part


def examples(site: SimpleNamespace) -> None:
    """One of the last board; all the others have adopted it."""
    campaign = site.open.campaign
    site.example = campaigns.actions.publish_example(
        BoardYear(campaign, site.board),
        kind=ExampleKind.MODEL,
        name="Tổ gỡ vướng cho nhà đầu tư",
        story="Họp mỗi tuần, trả lời tại chỗ.",
        movement=site.movement,
        by=site.leaders[site.board.pk],
    )
    for each in site.boards[:-1]:
        adoption = campaigns.actions.adopt_example(
            BoardYear(campaign, each), example=site.example, by=site.leaders[each.pk]
        )
        if each == site.chief:
            site.adoption = adoption


def register_of_papers(site: SimpleNamespace) -> None:
    """As many papers of the year as there are boards."""
    for each in site.boards:
        site.registered = campaigns.actions.register_paper(
            BlocYear(site.bloc, make.YEAR),
            direction=Direction.OUT,
            dated_on=clock.today(),
            subject=f"Đôn đốc báo cáo của {each}",
            correspondent=str(each),
            by=site.people["secretary"],
        )


def board(bloc: Any, number: int) -> Board:
    """A seated board that was renamed once."""
    place = PLACES[number]
    made = make.BoardFactory(code=f"B{number}-{bloc.pk}", province=place, bears=None)
    former = f"Ban Quản lý các khu công nghiệp tỉnh {place}"
    now = f"Ban Quản lý Khu kinh tế, các khu công nghiệp và công nghệ cao {place}"
    make.BoardNameFactory(
        board=made, name=former, short_name="", until=RENAMED_ON - dt.timedelta(days=1)
    )
    make.BoardNameFactory(board=made, name=now, short_name=f"BQL {place}", since=RENAMED_ON)
    make.SeatFactory(bloc=bloc, board=made, position=number + 1)
    return made


def leader_of(each: Board) -> Account:
    account = make.AccountFactory()
    make.PostFactory(account=account, board=each, role=Role.LEADER, title="Trưởng ban")
    return account


def people_of(site: SimpleNamespace) -> dict[str, Account]:
    """One account for each part; ``leader``, ``writer`` and ``clerk`` serve the last board."""
    people = {name: make.AccountFactory() for name in ("secretary", "writer", "clerk")}
    make.PostFactory(account=people["secretary"], board=site.chief, role=Role.WRITER)
    make.PostFactory(account=people["writer"], board=site.board, role=Role.WRITER)
    make.PostFactory(account=people["clerk"], board=site.board, role=Role.CLERK, title="Văn thư")
    for role in MinistryRole:
        people[role.value] = make.AccountFactory()
        make.MinistryPostFactory(account=people[role.value], ministry=site.ministry, role=role)
    return people | {
        "chief": site.leaders[site.chief.pk],
        "deputy": site.leaders[site.deputy.pk],
        "leader": site.leaders[site.board.pk],
        "administrator": make.AccountFactory(is_staff=True),
    }


def offices(site: SimpleNamespace) -> None:
    """Chief, deputy and secretary of every year, and the years themselves."""
    for year in YEARS:
        since = dt.date(year, 1, 1)
        facts = {"bloc": site.bloc, "year": year, "since": since}
        make.TermFactory(board=site.chief, **facts)
        site.term = make.TermFactory(board=site.deputy, office=Office.DEPUTY, **facts)
        site.secretary = make.SecretaryFactory(
            account=site.people["secretary"], appointed_by=site.people["chief"], **facts
        )
    site.campaigns = {
        year: make.CampaignFactory(
            bloc=site.bloc, year=year, opens_on=dt.date(year, 1, 1), closes_on=dt.date(year, 12, 31)
        )
        for year in (*YEARS, IN_CONSULTATION)
    }


def papers_of_boards(site: SimpleNamespace) -> None:
    """Each board's certificate, contact, seal and invited colleague; one of them was merged."""
    for each in site.boards:
        leader = site.leaders[each.pk]
        members.actions.register_certificate(each, der=identity(each).der, by=leader)
        members.actions.enter_seal(each, picture=picture("RGBA"), by=leader)
        members.actions.add_contact(
            each, name="Trần Thị Đầu Mối", title="", phone="0236 3 666 117", email="", by=leader
        )
        site.invited = members.actions.invite_person(
            each,
            full_name="Lê Văn Mới",
            email=f"moi{each.pk}@khoithidua.example",
            role=Role.WRITER,
            title="Chuyên viên",
            by=leader,
        )
        Merger.objects.create(predecessor=make.BoardFactory(), successor=each, year=2025)
    site.invitation = site.invited.account.invitations.get()


def identity(each: Board) -> authorities.Identity:
    return authorities.board(each.code, each.name_on(clock.today()), kind="ec")


def open_questions(site: SimpleNamespace) -> None:
    """Lent powers, and two lost second factors: one to confirm, one to reset."""
    people, today = site.people, clock.today()
    site.delegation = members.actions.delegate_powers(
        site.board,
        receiver=people["writer"],
        since=today,
        until=today + dt.timedelta(days=10),
        reason="Đi công tác",
        by=people["leader"],
    )
    for name in ("writer", "clerk"):
        Authenticator.objects.create(user=people[name], type=Authenticator.Type.TOTP, data={})
    site.asked, site.confirmed = (
        members.actions.ask_factor_reset(people[name], reason="Mất điện thoại", by=people[name])
        for name in ("writer", "clerk")
    )
    site.confirmed.confirmed_at, site.confirmed.confirmed_by = clock.now(), people["leader"]
    site.confirmed.save(update_fields=["confirmed_at", "confirmed_by"])


def tables_of_points(site: SimpleNamespace) -> None:
    """This year's is open for comments, each board has one; last year's is being revised."""
    secretary, today = site.people["secretary"], clock.today()
    former, this = site.campaigns[SEALED], site.campaigns[OPEN]
    site.old_table = campaigns.actions.draft_table(former, template="1000", by=secretary)
    campaigns.actions.ask_for_comments(site.old_table, comments_due_on=today, by=secretary)
    campaigns.actions.approve_table(site.old_table, despite=True, by=site.people["chief"])
    site.new_table = campaigns.actions.revise_table(
        site.old_table, reason="Bộ bổ sung tiêu chí chuyển đổi số", by=secretary
    )
    layout = Layout.of(site.new_table)
    shorter = layout.without(layout.groups[0].criteria[0].key)
    campaigns.actions.edit_table(site.new_table, shorter, seen_edition=1, by=secretary)
    site.table = campaigns.actions.draft_table(this, start_from=site.old_table, by=secretary)
    campaigns.actions.ask_for_comments(site.table, comments_due_on=today, by=secretary)
    line = Layout.of(site.table).groups[0].criteria[0].key
    for each in site.boards:
        answer, leader = TableAnswer(site.table, each), site.leaders[each.pk]
        words = "Đề nghị giảm điểm của tiêu chí này."
        site.table_comment = campaigns.actions.comment_on_table(
            answer, text=words, about=line, by=leader
        )


# -- pledges ---------------------------------------------------------------------


def pledges_of_all_years(site: SimpleNamespace) -> None:
    """Sealed, half signed, in consultation, and one that is just being drawn."""
    site.sealed = drawn(site, SEALED)
    for place in places(site.sealed):
        sign(site, place)
    site.open = drawn(site, OPEN)
    *signing, scanning, waiting = sorted(
        places(site.open), key=lambda place: place.board_id in {site.deputy.pk, site.board.pk}
    )
    for place in signing:
        sign(site, place)
    site.waiting = waiting if waiting.board_id == site.board.pk else scanning
    site.scanned = scanning if waiting.board_id == site.board.pk else waiting
    pledges.actions.upload_scan(
        site.scanned,
        content=picture(),
        media_type="image/png",
        by=site.leaders[site.scanned.board_id],
    )
    site.consultation = in_consultation(site)
    site.drawing = issued(site, BEING_DRAWN)
    for pledge in (site.sealed, site.open, site.consultation, site.drawing):
        pledge.refresh_from_db()


def drafted(site: SimpleNamespace, year: int) -> Pledge:
    """The secretary's text."""
    secretary = site.people["secretary"]
    pledge = pledges.actions.draft_pledge(site.campaigns[year], by=secretary)
    text = Content(
        grounds="Căn cứ Luật Thi đua, khen thưởng\nCăn cứ Nghị định số 152/2025/NĐ-CP",
        tasks=tuple(TaskText(f"Hoàn thành nhiệm vụ số {number} của năm") for number in range(1, 6)),
        targets="Mỗi đơn vị có ít nhất một mô hình mới.",
        responsibilities="Khối trưởng đôn đốc, kiểm tra.",
        place="Đà Nẵng",
        signed_on=clock.today(),
    )
    pledges.actions.edit_pledge(pledge, text, seen_edition=pledge.edition, by=secretary)
    due = clock.today() + dt.timedelta(days=5)
    pledges.actions.consult_boards(pledge, answers_due_on=due, by=secretary)
    return pledge


def in_consultation(site: SimpleNamespace) -> Pledge:
    """Asked twice; every board has commented, all but the last have agreed."""
    pledge, secretary = drafted(site, IN_CONSULTATION), site.people["secretary"]
    for each in site.boards:
        answer, leader = Answer(pledge, each), site.leaders[each.pk]
        site.comment = pledges.actions.comment_on_pledge(
            answer, part=Part.TARGETS, text="Đề nghị ghi rõ số lượng.", by=leader
        )
        if each != site.board:
            pledges.actions.agree_to_pledge(answer, by=leader)
            pledges.actions.answer_comment(site.comment, text="Xin tiếp thu.", by=secretary)
    pledge.refresh_from_db()
    text = Content.of_pledge(pledge).as_json()
    changed = Content(
        grounds=text["grounds"],
        tasks=Content.of_pledge(pledge).tasks[::-1],
        targets="Mỗi đơn vị có ít nhất hai mô hình mới.",
        responsibilities=text["responsibilities"],
        place=pledge.place,
        signed_on=pledge.signed_on,
    )
    pledges.actions.edit_pledge(pledge, changed, seen_edition=pledge.edition, by=secretary)
    pledges.actions.consult_boards(pledge, answers_due_on=clock.today(), by=secretary)
    return pledge


def issued(site: SimpleNamespace, year: int) -> Pledge:
    """Frozen by the chief; a worker has yet to draw it."""
    pledge = drafted(site, year)
    pledges.actions.issue_pledge(pledge, despite=True, by=site.people["chief"])
    return pledge


def drawn(site: SimpleNamespace, year: int) -> Pledge:
    """Open for signature."""
    pledge = issued(site, year)
    draw_pledge(pledge.pk)
    pledge.refresh_from_db()
    return pledge


def places(pledge: Pledge) -> list[Signatory]:
    rows = Signatory.objects.filter(pledge=pledge).order_by("party__position")
    return list(rows.select_related("board", "party__round", "pledge__campaign__bloc"))


def sign(site: SimpleNamespace, place: Signatory) -> None:
    """The board's token signs."""
    leader, own = site.leaders[place.board_id], identity(place.board)
    prepared = pledges.actions.prepare_signature(
        place, certificate=own.der, chain=own.chain, by=leader
    )
    signature = pades.signature_over(turns.attributes_of(prepared), own.key)
    with queue.inline():
        pledges.actions.finish_signature(place, prepared, signature, by=leader)
