"""The pages of evidence: what people bring, who may see the files, what a page costs."""

import datetime as dt
from http import HTTPStatus
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from campaigns import actions
from campaigns.models import Evidence, ReportState
from campaigns.pages.evidence import shelf
from campaigns.pieces import Piece
from campaigns.queries import evidence as queries
from campaigns.queries import reports as report_queries
from tests import factories as make
from tests.budget import assert_same_queries
from tests.clock import on
from tests.foundation.test_office import sheet
from tests.foundation.test_uploads import add_file, add_script, encrypt, packed_script, pdf, picture


@pytest.fixture
def writing(today, world):
    """A board's report that is being written: two sections and a figure."""
    request = make.ReportRequestFactory(campaign=world.campaign)
    report = make.ReportFactory(request=request, board=world.board)
    sections = [make.SectionFactory(report=report) for _ in range(2)]
    figure = make.FigureFactory(report=report)
    return SimpleNamespace(
        report=report,
        sections=sections,
        figure=figure,
        keys=[f"section-{each.pk}" for each in sections],
        figure_key=f"figure-{figure.pk}",
        url=reverse("campaigns:add_evidence", args=[report.pk]),
    )


@pytest.fixture
def brought(writing, cast):
    """A picture that proves the first section."""
    piece = Piece(
        title="Ảnh hội nghị",
        content=picture("PNG"),
        media_type="image/png",
        file_name="anh.png",
    )
    return actions.add_evidence(writing.report, piece, proves=writing.keys[:1], by=cast["writer"])[
        0
    ]


def handed_in(evidence, at=None):
    """The report is submitted, a minute after the evidence was added where nothing is said."""
    report = evidence.report
    at = at or evidence.added_at + dt.timedelta(minutes=1)
    report.state, report.submitted_by = ReportState.SUBMITTED, report.begun_by
    report.submitted_at = at
    report.first_submitted_at = report.first_submitted_at or at
    report.save()


def fetched(client, evidence):
    """The file as it was answered, read to its end."""
    answer = client.get(file_url(evidence))
    answer.content_read = b"".join(answer.streaming_content)
    return answer


def file_url(evidence):
    return reverse("campaigns:evidence_file", args=[evidence.pk])


# add_evidence -------------------------------------------------------------------
def test_the_page_ticks_what_it_was_opened_for(client, writing, cast):
    client.force_login(cast["writer"])

    page = client.get(f"{writing.url}?proves={writing.figure_key}")

    ticked = f'value="{writing.figure_key}"'
    box = next(part for part in page.content.decode().split("<input") if ticked in part)
    other = f'value="{writing.keys[0]}"'
    empty = next(part for part in page.content.decode().split("<input") if other in part)
    assert "checked" in box
    assert "checked" not in empty.partition(">")[0]
    for section in writing.sections:
        assertContains(page, section.heading.title)
    assertContains(page, writing.figure.indicator.name)


def test_a_file_is_brought(client, writing, cast):
    client.force_login(cast["writer"])
    upload = SimpleUploadedFile("Ảnh hội nghị.jpeg", picture("JPEG"), "text/plain")
    said = {"title": "Ảnh hội nghị", "file": upload, "proves": [*writing.keys, writing.figure_key]}

    answer = client.post(writing.url, said)

    target = writing.report.get_absolute_url()
    assertRedirects(answer, target, fetch_redirect_response=False)
    (evidence,) = writing.report.evidence.all()
    assert set(queries.keys_of(evidence)) == {*writing.keys, writing.figure_key}
    assert evidence.document.file_name == "Ảnh hội nghị.jpg"
    assert evidence.document.blob.media_type == "image/jpeg"


def test_a_sheet_is_brought_and_downloaded(client, writing, cast):
    client.force_login(cast["writer"])
    upload = SimpleUploadedFile("Số liệu.xls", sheet(), "text/plain")

    client.post(writing.url, {"title": "Số liệu", "file": upload, "proves": writing.keys})

    evidence = writing.report.evidence.get()
    assert (evidence.kind, evidence.document.file_name) == ("sheet", "Số liệu.xlsx")
    assertContains(client.get(writing.report.get_absolute_url()), "XLSX")
    answer = client.get(reverse("campaigns:evidence_file", args=[evidence.pk]))
    preview = client.get(reverse("campaigns:evidence_preview", args=[evidence.pk]))
    assert preview.status_code == HTTPStatus.NOT_FOUND
    assert answer["Content-Disposition"].startswith("attachment")
    answer.close()


def test_a_link_and_a_decision_are_brought(client, writing, cast):
    client.force_login(cast["writer"])
    link = {"title": "Tin", "url": "baodautu.example/tin", "proves": writing.keys}
    decision = {
        "title": "Khen",
        "decision_number": "12/QĐ-UBND",
        "decision_on": "01/03/2026",
        "proves": writing.keys,
    }

    for said in (link, decision):
        assert client.post(writing.url, said).status_code == 302

    first, second = writing.report.evidence.all()
    assert first.url == "https://baodautu.example/tin"
    assert (second.decision_number, second.decision_on) == ("12/QĐ-UBND", dt.date(2026, 3, 1))


def test_the_same_file_again_is_told(client, writing, cast, brought):
    client.force_login(cast["writer"])
    upload = SimpleUploadedFile("khac.png", picture("PNG"))
    said = {"title": "Tên khác", "file": upload, "proves": writing.keys[1:]}

    client.post(writing.url, said)
    page = client.get(writing.url)

    assertContains(page, "It stands in the report already")
    assert writing.report.evidence.count() == 1
    assert set(queries.keys_of(brought)) == set(writing.keys)


BAD_FILES = {
    "wrong type under a right name": (b"MZ\x90\0" * 40, "none of these"),
    "a page that runs": (b"<html><script>alert(1)</script>", "none of these"),
    "a picture that draws itself": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "none of these"),
    "an archive": (b"PK\x03\x04" * 9, "none of these"),
    "empty": (b"", "The file is empty."),
    "too large": (b"x" * 4097, "larger than"),
    "encrypted": (pdf(encrypt), "encrypted"),
    "with a script": (pdf(add_script), "scripts or other files"),
    "with a packed script": (packed_script(), "scripts or other files"),
    "with a file": (pdf(add_file), "scripts or other files"),
    "half a paper": (pdf()[:200], "damaged"),
    "half a picture": (picture("PNG")[:60], "damaged"),
}


@pytest.mark.parametrize("bad", BAD_FILES)
def test_a_bad_file_is_refused_in_words(client, writing, cast, settings, bad):
    settings.UPLOAD_LIMIT = 4096
    client.force_login(cast["writer"])
    content, words = BAD_FILES[bad]
    upload = SimpleUploadedFile("bao-cao.pdf", content, "application/pdf")

    page = client.post(writing.url, {"title": "Tệp", "file": upload, "proves": writing.keys})

    assertContains(page, words)
    assertContains(page, 'value="Tệp"')
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Give one of them"),
        ({"url": "https://a.example", "decision_number": "1/QĐ"}, "Give one of them"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"url": "ftp://a.example/x"}, "Enter a valid URL"),
        ({"decision_number": "1/QĐ"}, "number and its date"),
        ({"url": "https://a.example", "proves": []}, "Tick at least one"),
        ({"url": "https://a.example", "proves": ["section-0"]}, "Select a valid choice"),
        ({"url": "https://a.example", "title": ""}, "This field is required"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, writing, cast, said, words):
    client.force_login(cast["writer"])

    page = client.post(writing.url, {"title": "Tệp", "proves": writing.keys} | said)

    assertContains(page, words)
    assert not Evidence.objects.exists()


def test_the_room_of_the_board_is_shown_and_kept(client, writing, cast, settings, brought):
    client.force_login(cast["writer"])
    size = brought.document.blob.size
    settings.EVIDENCE_LIMIT = size
    upload = SimpleUploadedFile("x.png", picture("PNG", (90, 90)))

    page = client.post(writing.url, {"title": "X", "file": upload, "proves": writing.keys})

    assertContains(page, f'value="{size}"')
    assertContains(page, "at most")
    assert Evidence.objects.count() == 1


STRANGERS = {"outsider": 404, "secretary": 403, "chief": 403, "deputy": 403, "keeper": 403}


@pytest.mark.parametrize("part", STRANGERS)
def test_only_the_board_brings_and_changes_evidence(client, writing, cast, brought, part):
    client.force_login(cast[part])
    status = STRANGERS[part]
    link = reverse("campaigns:link_evidence", args=[brought.pk])
    withdraw = reverse("campaigns:withdraw_evidence", args=[brought.pk])
    said = {"title": "X", "url": "https://a.example", "proves": writing.keys}

    assert client.post(writing.url, said).status_code == status
    assert client.post(link, {"proves": writing.keys}).status_code == status
    assert client.post(withdraw).status_code == status

    brought.refresh_from_db()
    assert brought.withdrawn_at is None
    assert queries.keys_of(brought) == writing.keys[:1]


# link_evidence, withdraw_evidence -------------------------------------------------
def test_what_it_proves_is_changed_on_its_page(client, writing, cast, brought):
    client.force_login(cast["leader"])
    url = reverse("campaigns:link_evidence", args=[brought.pk])

    page = client.get(url)
    client.post(url, {"proves": [writing.figure_key]})

    assertContains(page, "checked", count=1)
    assert queries.keys_of(brought) == [writing.figure_key]


def test_evidence_must_prove_something(client, writing, cast, brought):
    client.force_login(cast["leader"])

    page = client.post(reverse("campaigns:link_evidence", args=[brought.pk]), {"submit": "x"})

    assertContains(page, "Tick at least one")
    assert queries.keys_of(brought) == writing.keys[:1]


def test_evidence_is_withdrawn_by_a_button_and_never_by_looking(client, writing, cast, brought):
    client.force_login(cast["writer"])
    url = reverse("campaigns:withdraw_evidence", args=[brought.pk])

    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 302

    brought.refresh_from_db()
    assert brought.withdrawn_by == cast["writer"]


# evidence_file ------------------------------------------------------------------
@pytest.mark.parametrize("part", ["writer", "clerk", "secretary", "chief", "deputy", "keeper"])
def test_the_file_is_shown_to_who_may_read_the_report(client, cast, brought, part):
    handed_in(brought)
    client.force_login(cast[part])

    answer = fetched(client, brought)

    assert answer.content_read == picture("PNG")
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == 'inline; filename="anh.png"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-cache"
    assert "default-src 'self'" in answer["Content-Security-Policy"]


def statuses(client, cast, evidence):
    """How the file is answered to one of the board and to one who checks."""
    found = []
    for part in ("clerk", "chief"):
        client.force_login(cast[part])
        answer = client.get(file_url(evidence))
        b"".join(answer.streaming_content if answer.streaming else [])
        found.append(answer.status_code)
    return found


def test_before_it_is_handed_in_only_the_board_opens_the_file(client, cast, brought):
    assert statuses(client, cast, brought) == [200, 404]


def test_what_was_handed_in_stays_open_while_the_report_is_mended(client, cast, brought):
    handed_in(brought)
    report = brought.report
    report.state, report.return_reason = ReportState.RETURNED, "Thiếu"
    report.save()
    piece = Piece(title="Mới", content=picture("JPEG"), media_type="image/jpeg", file_name="m.jpg")
    keys = queries.keys_of(brought)
    with on(report.submitted_at.date() + dt.timedelta(days=1)):
        new, _ = actions.add_evidence(report, piece, proves=keys, by=cast["writer"])
        actions.withdraw_evidence(brought, by=cast["writer"])

    assert statuses(client, cast, brought) == [200, 200]
    assert statuses(client, cast, new) == [200, 404]


def test_what_was_withdrawn_before_nobody_else_ever_sees(client, cast, brought):
    actions.withdraw_evidence(brought, by=cast["writer"])
    handed_in(brought, at=brought.withdrawn_at + dt.timedelta(minutes=1))

    assert statuses(client, cast, brought) == [200, 404]


@pytest.mark.parametrize("part", ["outsider", "administrator", "neighbour"])
def test_the_file_is_hidden_from_others(client, cast, brought, part):
    handed_in(brought)
    neighbour = make.SeatFactory(bloc=brought.bloc, position=4).board
    people = cast | {"neighbour": make.PostFactory(board=neighbour, role="leader").account}
    client.force_login(people[part])

    assert client.get(file_url(brought)).status_code == 404


def test_nobody_sees_the_file_without_signing_in(client, brought):
    answer = client.get(file_url(brought))

    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


def test_a_link_has_no_file(client, writing, cast):
    piece = Piece(title="Tin", url="https://a.example")
    link, _ = actions.add_evidence(writing.report, piece, proves=writing.keys, by=cast["writer"])
    client.force_login(cast["writer"])

    assert client.get(file_url(link)).status_code == 404


def test_a_picture_is_previewed_in_small(client, cast, brought):
    url = reverse("campaigns:evidence_preview", args=[brought.pk])
    client.force_login(cast["writer"])
    own = client.get(url)
    client.force_login(cast["chief"])

    assert client.get(url).status_code == 404
    assert own.content.startswith(b"\xff\xd8")
    assert own["Content-Type"] == "image/jpeg"
    assert "private" in own["Cache-Control"]


def test_what_is_no_picture_has_no_preview(client, writing, cast):
    piece = Piece(title="Tin", content=pdf(), media_type="application/pdf", file_name="a.pdf")
    paper, _ = actions.add_evidence(writing.report, piece, proves=writing.keys, by=cast["writer"])
    client.force_login(cast["writer"])

    assert client.get(reverse("campaigns:evidence_preview", args=[paper.pk])).status_code == 404


# what stands below a section ------------------------------------------------------
def below_sections(writing, person, *, brings):
    """What the report's page shows below its first section and its figure."""
    sections = report_queries.sections_of(writing.report)
    figures = report_queries.figures_of(writing.report)
    found = shelf(writing.report, person, sections, figures)
    things = [(sections[0], sections[0].heading), (figures[0], figures[0].indicator)]
    return [
        render_to_string(
            "campaigns/_evidence.html",
            {
                "report": writing.report,
                "rows": thing.evidence,
                "key": thing.key,
                "name": name,
                "brings": brings and found["changes"],
            },
        )
        for thing, name in things
    ]


def test_evidence_stands_below_what_it_proves(writing, cast, brought):
    section, figure = below_sections(writing, cast["writer"], brings=True)

    assert "Ảnh hội nghị" in section
    assert file_url(brought) in section
    assert f"?proves={writing.keys[0]}" in section
    assert "Ảnh hội nghị" not in figure
    assert reverse("campaigns:link_evidence", args=[brought.pk]) in section


def test_who_only_reads_gets_no_buttons(writing, cast, brought):
    section, _figure = below_sections(writing, cast["chief"], brings=True)

    assert "Ảnh hội nghị" in section
    assert 'class="btn' not in section


@pytest.mark.parametrize("part", ["chief", "deputy", "secretary", "reviewer", "keeper"])
def test_who_checks_sees_where_else_the_file_was_used(writing, world, cast, brought, part):
    report = make.ReportFactory(request=writing.report.request, board=world.chief)
    section = make.SectionFactory(report=report)
    piece = Piece(
        title="Của Ban khác", content=picture("PNG"), media_type="image/png", file_name="x.png"
    )
    used, _ = actions.add_evidence(
        report, piece, proves=[f"section-{section.pk}"], by=cast["chief"]
    )
    handed_in(used)

    checker, _ = below_sections(writing, cast[part], brings=True)
    writer, _ = below_sections(writing, cast["writer"], brings=True)

    said = f"The same file is evidence of {world.chief.short_name} in {make.YEAR}"
    assert said in checker
    assert "The same file" not in writer


def test_the_shelf_costs_one_query_two_for_who_checks(
    writing, cast, brought, django_assert_num_queries
):
    sections = report_queries.sections_of(writing.report)
    figures = report_queries.figures_of(writing.report)
    for part, most in (("writer", 1), ("chief", 2)):
        person = cast[part]
        person.has_perm("campaigns.view_reuse", writing.report)
        person.has_perm("campaigns.add_evidence", writing.report)
        with django_assert_num_queries(most):
            shelf(writing.report, person, sections, figures)


def test_the_pages_cost_the_same_with_much_evidence(client, writing, cast, brought):
    client.force_login(cast["writer"])
    link = reverse("campaigns:link_evidence", args=[brought.pk])
    number = iter(range(1000))

    def make_one():
        make.FigureFactory(report=writing.report)
        make.SectionFactory(report=writing.report)
        content = picture("PNG", (41 + next(number), 30))
        piece = Piece(title="Ảnh", content=content, media_type="image/png", file_name="a.png")
        actions.add_evidence(writing.report, piece, proves=writing.keys, by=cast["writer"])

    assert_same_queries(client, link, make_one)
    assert_same_queries(client, writing.url, make_one)


def test_names_of_files_cannot_write_headers(client, writing, cast):
    client.force_login(cast["writer"])
    name = 'x"\r\nSet-Cookie: a=b.png'
    upload = SimpleUploadedFile(name, picture("PNG"))
    client.post(writing.url, {"title": "<b>X</b>", "file": upload, "proves": writing.keys})
    evidence = Evidence.objects.get()

    answer = fetched(client, evidence)
    section, _ = below_sections(writing, cast["writer"], brings=True)

    assert "Set-Cookie" not in answer
    assert "\n" not in answer["Content-Disposition"]
    assert "&lt;b&gt;X&lt;/b&gt;" in section
    assertNotContains(client.get(writing.url), "<b>X</b>")
