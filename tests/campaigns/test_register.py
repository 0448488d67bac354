"""The register of papers: a number once a year, a file only for those who may read it."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from bloc.models import BlocYear
from campaigns import actions
from campaigns.models import Direction, RegisteredPaper
from campaigns.regulations import register as regulations
from foundation.audit.log import sentence
from foundation.audit.models import Event
from tests import factories as make
from tests.budget import assert_same_queries
from tests.conftest import TODAY
from tests.foundation.pades.papers import drawn as a_pdf

pytestmark = pytest.mark.usefixtures("today")


def registered(world, cast, **changed):
    facts = {
        "direction": Direction.OUT,
        "dated_on": TODAY,
        "subject": "Kế hoạch hoạt động năm của Khối thi đua",
        "correspondent": "Các đơn vị thành viên",
        "symbol": "KH-KTĐ",
        "signer": "Nguyễn Văn An",
    }
    year = BlocYear(world.bloc, make.YEAR)
    return actions.register_paper(year, **{**facts, **changed}, by=cast["secretary"])


# -- register_paper ------------------------------------------------------------------------------
def test_register_paper_gives_the_next_number(world, cast):
    first, second = registered(world, cast), registered(world, cast)

    assert [first.marked, second.marked] == ["01/KH-KTĐ", "02/KH-KTĐ"]
    event = Event.objects.filter(verb="campaigns.register_paper").last()
    assert sentence(event) == f"registered paper 01/KH-KTĐ: {first.subject}"


def test_numbers_run_apart_for_each_direction_year_and_bloc(world, cast):
    registered(world, cast)
    incoming = registered(world, cast, direction=Direction.IN, symbol="12/BC-BQL")
    with pytest.raises(regulations.DayOfAnotherYear):
        registered(world, cast, dated_on=TODAY.replace(year=make.YEAR - 1))
    earlier = actions.register_paper(
        BlocYear(world.bloc, make.YEAR - 1), direction=Direction.OUT, subject="x",
        correspondent="y", dated_on=TODAY.replace(year=make.YEAR - 1), by=cast["chief"],
    )  # fmt: skip

    assert (incoming.number, incoming.marked, earlier.number) == (1, "01", 1)


def test_register_paper_refuses_a_number_that_is_taken_even_when_cancelled(world, cast):
    paper = registered(world, cast, number=7)
    actions.cancel_paper(paper, reason="Ghi nhầm", by=cast["secretary"])

    with pytest.raises(regulations.NumberTaken) as refused:
        registered(world, cast, number=7)

    assert str(refused.value) == f"Number 7 of {make.YEAR} is taken. The next free one is 8."
    assert registered(world, cast).number == 8


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"dated_on": TODAY + dt.timedelta(days=1)}, regulations.DayToCome),
        ({"number": 100_000}, regulations.NumberTooHigh),
    ],
)
def test_register_paper_refuses(world, cast, changed, refusal):
    with pytest.raises(refusal):
        registered(world, cast, **changed)

    assert not RegisteredPaper.objects.exists()


def test_a_number_can_never_be_used_twice(world, cast):
    paper = registered(world, cast)

    paper.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        paper.save(force_insert=True)


# -- cancel_paper --------------------------------------------------------------------------------
def test_cancel_paper_keeps_the_line_with_its_reason(world, cast):
    paper = registered(world, cast)

    actions.cancel_paper(paper, reason=" Ghi nhầm ", by=cast["chief"])

    paper.refresh_from_db()
    assert (paper.cancelled_by, paper.cancel_reason) == (cast["chief"], "Ghi nhầm")
    event = Event.objects.get(verb="campaigns.cancel_paper")
    assert sentence(event) == "cancelled the number 01/KH-KTĐ: Ghi nhầm"


def test_cancel_paper_is_refused_twice_and_without_a_reason(world, cast):
    paper = registered(world, cast)

    with pytest.raises(regulations.CancelReasonMissing):
        actions.cancel_paper(paper, reason="  ", by=cast["chief"])
    actions.cancel_paper(paper, reason="Ghi nhầm", by=cast["chief"])
    with pytest.raises(regulations.CancelledAlready):
        actions.cancel_paper(paper, reason="Lần nữa", by=cast["chief"])


# -- pages -----------------------------------------------------------------------------------------
def address(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def typed(**changed):
    facts = {
        "direction": "out", "dated_on": "15/06/2026", "subject": "Tờ trình đề nghị khen thưởng",
        "correspondent": "Bộ Tài chính", "symbol": "TTr-KTĐ",
    }  # fmt: skip
    return {**facts, **changed}


def test_register_paper_keeps_the_file(client, world, cast):
    client.force_login(cast["secretary"])
    upload = SimpleUploadedFile("to-trinh.pdf", a_pdf(), "text/plain")

    sent = client.post(address("register_paper", world.bloc.pk, make.YEAR), typed(file=upload))

    paper = RegisteredPaper.objects.get()
    assertRedirects(sent, address("papers", world.bloc.pk, make.YEAR))
    assert (paper.document.file_name, paper.document.blob.media_type) == (
        "to-trinh.pdf", "application/pdf",
    )  # fmt: skip
    served = client.get(address("paper_file", paper.pk))
    assert b"".join(served.streaming_content) == a_pdf()


def test_register_paper_says_beside_the_field_what_is_wrong(client, world, cast):
    registered(world, cast, number=5)
    client.force_login(cast["secretary"])
    bad = SimpleUploadedFile("bao-cao.pdf", b"khong phai pdf")
    url = address("register_paper", world.bloc.pk, make.YEAR)

    taken = client.post(url, typed(number="5"))
    wrong = client.post(url, typed(file=bad, number="9"))

    assert taken.context["form"].errors["number"] == [
        f"Number 5 of {make.YEAR} is taken. The next free one is 6."
    ]
    assertContains(taken, "Tờ trình đề nghị khen thưởng")
    assert "file" in wrong.context["form"].errors
    assert RegisteredPaper.objects.count() == 1


def test_papers_are_found_by_words(client, world, cast):
    registered(world, cast, subject="Kế hoạch năm")
    registered(world, cast, subject="Giấy mời hội nghị", correspondent="Bộ Tài chính")
    client.force_login(cast["writer"])
    url = address("papers", world.bloc.pk, make.YEAR)

    assertContains(client.get(url, {"tim": "mời tài chính"}), "Giấy mời hội nghị")
    assertNotContains(client.get(url, {"tim": "mời tài chính"}), "Kế hoạch năm")
    assertContains(client.get(url, {"tim": "2"}), "Giấy mời hội nghị")
    assertContains(client.get(url, {"so": "in"}), "No paper yet")


def test_whoever_belongs_to_the_bloc_reads_the_register(client, world, cast):
    registered(world, cast)
    url = address("papers", world.bloc.pk, make.YEAR)

    def status(person):
        client.force_login(person)
        return client.get(url).status_code

    seen = {part for part, person in cast.items() if status(person) == HTTPStatus.OK}
    assert seen == set(cast) - {"outsider", "administrator"}
    assert status(cast["outsider"]) == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("part", ["writer", "leader", "clerk", "deputy", "keeper"])
def test_only_chief_and_secretary_write_into_the_register(client, world, cast, part):
    paper = registered(world, cast)
    client.force_login(cast[part])

    register = client.get(address("register_paper", world.bloc.pk, make.YEAR))
    cancel = client.get(address("cancel_paper", paper.pk))

    assert (register.status_code, cancel.status_code) == (403, 403)


def test_cancel_paper_asks_for_a_reason(client, world, cast):
    paper = registered(world, cast)
    client.force_login(cast["chief"])

    empty = client.post(address("cancel_paper", paper.pk), {"reason": ""})
    sent = client.post(address("cancel_paper", paper.pk), {"reason": "Ghi nhầm"})

    assert "reason" in empty.context["form"].errors
    assertRedirects(sent, address("papers", world.bloc.pk, make.YEAR))


def test_the_register_costs_the_same_for_1_3_and_16(client, world, cast):
    client.force_login(cast["chief"])
    url = address("papers", world.bloc.pk, make.YEAR)

    assert_same_queries(client, url, lambda: registered(world, cast))
