"""The minutes of a count say what the screen says; an election gives the office."""

import io

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from bloc.models import Office
from conferences import actions
from conferences.actions.ballots import Stands
from conferences.models import Purpose, VoteKind
from conferences.papers import count
from foundation.documents import library
from tests import factories as make
from tests.conferences import balloting as b

LONG = "Ban Quản lý Khu kinh tế " + "rất dài " * 20


@pytest.fixture
def declared(meeting, world, cast):
    ballot = b.opened(meeting, cast, source="Quy chế, Điều 9")
    actions.give_paper(b.before(ballot, world, "leader"), by=cast["secretary"])
    b.votes(ballot, world, cast, chief={"1": "for"}, deputy={"1": "for", "2": "against"})
    b.closed(ballot, cast)
    for part in b.PHRASES:
        figures = b.figures(blank=1)
        actions.enter_hand_count(b.teller(ballot, cast, part), figures=figures, by=cast[part])
    for part, phrase in b.PHRASES.items():
        actions.give_part(b.teller(ballot, cast, part), passphrase=phrase, by=cast[part])
    actions.declare_ballot(ballot, by=cast["chief"])
    return ballot


def text_of(pdf):
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split()
    )


def test_the_minutes_say_what_was_counted(client, declared, cast):
    client.force_login(cast["writer"])

    text = text_of(
        client.get(reverse("conferences:count_paper", args=[declared.pk, "pdf"])).content
    )

    for said in (
        "BIÊN BẢN KIỂM PHIẾU",
        "Tổng số thành viên của khối: 3; có mặt: 3; vắng mặt: 0.",
        "Số phiếu phát ra: 3; số phiếu thu về: 3.",
        "Số phiếu hợp lệ: 2; số phiếu trắng: 1; số phiếu không hợp lệ: 0.",
        "phiếu giấy và phiếu gửi bằng thư: 1",
        "Đạt khi có quá 1/2 tổng số thành viên của khối: 2 trên 3 phiếu.",
        "Căn cứ: Quy chế, Điều 9.",
        "66,67",
        "Đủ phiếu để đề nghị khen thưởng: A.",
        "TM. TỔ KIỂM PHIẾU",
    ):
        assert said in text, said


def test_the_docx_says_the_same(client, declared, cast):
    client.force_login(cast["writer"])

    sent = client.get(reverse("conferences:count_paper", args=[declared.pk, "docx"]))

    paper = Document(io.BytesIO(sent.content))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "Số phiếu phát ra: 3; số phiếu thu về: 3." in text
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert {"A", "66,67", "Đạt"} <= set(cells)


def test_before_the_result_is_declared_there_are_no_minutes(client, meeting, cast):
    ballot = b.counted(b.opened(meeting, cast), cast)
    client.force_login(cast["chief"])

    assert (
        client.get(reverse("conferences:count_paper", args=[ballot.pk, "pdf"])).status_code == 404
    )


def test_sixteen_long_names_hold(meeting, world, cast):
    ballot = b.opened(meeting, cast, *[f"{LONG}{n}" for n in range(16)])
    b.declared(ballot, cast)

    text = text_of(library.draw(count.TEMPLATE, paper=count.of_count(ballot)).pdf)

    assert "Không có trường hợp nào đủ số phiếu quy định." in text
    assert f"{LONG}15" in text


# -- elections -------------------------------------------------------------------------------------
def elected(meeting, world, cast, purpose, board):
    stands = [Stands("Ban A", board), Stands("Ban B", world.deputy)]
    ballot = b.opened(meeting, cast, options=stands, kind=VoteKind.ELECT, purpose=purpose)
    b.votes(ballot, world, cast, chief={"1": "for"}, leader={"1": "for"})
    return b.declared(ballot, cast)


def test_whoever_is_elected_holds_the_office_of_the_next_year(meeting, world, cast):
    ballot = elected(meeting, world, cast, Purpose.CHIEF, world.board)

    term = world.bloc.terms.get(year=ballot.year + 1)
    assert (term.office, term.board, term.since) == (
        Office.CHIEF,
        world.board,
        ballot.conference.held_on,
    )
    assert "Bầu tại hội nghị tổng kết năm 2026" in term.basis
    assert world.bloc.terms.filter(year=ballot.year, office=Office.CHIEF, until=None).exists()
    assert count.conclusion_of(ballot, count.queries.outcome_of(ballot)) == "Trúng cử: Ban A."


def test_one_board_holds_one_office(meeting, world, cast):
    elected(meeting, world, cast, Purpose.CHIEF, world.board)
    elected(meeting, world, cast, Purpose.DEPUTY, world.board)

    assert [term.office for term in world.bloc.terms.filter(year=make.YEAR + 1)] == [Office.CHIEF]


def test_what_the_ministry_has_entered_stays(meeting, world, cast):
    make.TermFactory(bloc=world.bloc, board=world.deputy, year=make.YEAR + 1)

    elected(meeting, world, cast, Purpose.CHIEF, world.board)

    assert world.bloc.terms.get(year=make.YEAR + 1).board == world.deputy


def test_where_nobody_is_elected_nobody_takes_office(meeting, world, cast):
    ballot = b.opened(meeting, cast, kind=VoteKind.ELECT, purpose=Purpose.CHIEF)
    b.declared(ballot, cast)

    assert not world.bloc.terms.filter(year=make.YEAR + 1).exists()
