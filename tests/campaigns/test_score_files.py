"""A sheet filled in offline: downloaded, read back, its differences shown, taken over."""

import io
import shutil
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from campaigns import actions
from campaigns.models import SheetKind
from foundation.audit.models import Event
from tests.campaigns import scored
from tests.campaigns.scored import begun, lines
from tests.campaigns.test_ranking_papers import recomputed

pytestmark = pytest.mark.django_db
ENTRY, POINTS, REASON = "F", "G", "H"


@pytest.fixture
def year(today, world, cast):
    return scored.scored_year(world, cast)


@pytest.fixture
def own(year, cast):
    return begun(year, cast["writer"])


def at(name, sheet):
    return reverse(f"campaigns:{name}", args=[sheet.pk])


def downloaded(client, sheet):
    answer = client.get(at("sheet_file", sheet))
    return load_workbook(io.BytesIO(answer.content))


def row(book, name):
    """The number of the row of that criterion."""
    return next(cells[0].row for cells in book.active.iter_rows() if cells[1].value == name)


def put(book, **values):
    """Type values into the open cells of the named lines."""
    for name, value in values.items():
        book.active[f"{ENTRY}{row(book, name)}"] = value


def sent(client, sheet, book):
    """The page after the upload."""
    held = io.BytesIO()
    book.save(held)
    held.seek(0)
    held.name = "phieu.xlsx"
    return client.post(at("import_sheet", sheet), {"file": held})


def test_the_file_has_live_formulas_and_open_cells(own, cast, client):
    client.force_login(cast["writer"])

    page = downloaded(client, own).active

    assert page.protection.sheet
    book = page.parent
    models, capital = row(book, "models"), row(book, "capital")
    assert not page[f"{ENTRY}{models}"].protection.locked
    assert page[f"{POINTS}{models}"].protection.locked
    assert page[f"{ENTRY}{capital}"].protection.locked
    assert page[f"{POINTS}{models}"].value == (
        f'=IF(F{models}="","",MIN(C{models},MAX(0.00,ROUND(F{models}*5.00/0.25,0)*0.25)))'
    )
    assert page[f"{POINTS}{capital}"].value == 30
    assert [each.formula1 for each in page.data_validations.dataValidation] == ['"Đạt,Không đạt"']


def test_differences_are_shown_and_taken_over_as_a_whole(own, cast, client):
    client.force_login(cast["writer"])
    book = downloaded(client, own)
    put(book, pledged="đạt", models=3)
    book.active[f"{REASON}{row(book, 'models')}"] = "Ba mô hình"

    page = sent(client, own, book)

    assert "2 lines change" in page.text
    assert "Ba mô hình" in page.text
    assert lines(own)["models"].count is None  # nothing has been saved yet
    client.post(at("import_sheet", own), {"carried": page.context["carried"]})
    after = lines(own)
    assert (after["pledged"].is_met, after["models"].points) == (True, 15)
    assert after["models"].reason == "Ba mô hình"
    assert Event.objects.filter(verb="campaigns.import_sheet").count() == 1


def test_a_file_that_says_the_same_changes_nothing(own, cast, client):
    client.force_login(cast["writer"])

    page = sent(client, own, downloaded(client, own))

    assert "the sheet says what the table says" in page.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"pledged": "có"}, "Write “Đạt” or “Không đạt”."),
        ({"models": "ba"}, "is not a figure"),
        ({"models": 1.5}, "whole number"),
        ({"models": 10_000}, "at most 9999"),
    ],
)
def test_one_wrong_row_and_nothing_is_taken_over(own, cast, client, typed, said):
    client.force_login(cast["writer"])
    book = downloaded(client, own)
    put(book, **{"pledged": "Đạt", "models": 1} | typed)

    page = sent(client, own, book)

    assert "Nothing has been taken over" in page.text
    assert said in page.text
    assert f">{row(book, next(iter(typed)))}<" in page.text
    assert 'name="carried"' not in page.text


def test_points_of_a_check_come_from_a_file(year, cast, client):
    scored.self_score(year)
    sheet = begun(year, cast["chief"], kind=SheetKind.CROSS, scorer=year.chief)
    client.force_login(cast["chief"])
    book = downloaded(client, sheet)
    assert book.active[f"E{row(book, 'models')}"].value == "15"  # the self-score stands beside
    put(book, models=9.75, meetings="9,5")

    page = sent(client, sheet, book)
    client.post(at("import_sheet", sheet), {"carried": page.context["carried"]})

    after = lines(sheet)
    assert (after["models"].points, after["meetings"].points) == (Decimal("9.75"), Decimal("9.5"))


def test_a_file_of_another_sheet_is_refused(own, year, cast, client):
    other = begun(year, cast["chief"], board=year.chief)
    client.force_login(cast["chief"])
    book = downloaded(client, other)
    client.force_login(cast["writer"])

    assert "The file is another sheet" in sent(client, own, book).text


def test_what_is_no_sheet_is_told(own, cast, client):
    client.force_login(cast["writer"])
    book = downloaded(client, own)
    book.active.delete_rows(1, 6)
    assert "This is not a sheet of points" in sent(client, own, book).text

    page = client.post(at("import_sheet", own), {"file": io.BytesIO(b"x")})
    assert "The file is no XLSX sheet" in page.text


def test_a_line_that_was_changed_since_is_told(own, cast, client):
    client.force_login(cast["writer"])
    book = downloaded(client, own)
    put(book, models=3)
    scored.write(own, cast["leader"], models=2)

    assert "Somebody has changed this line" in sent(client, own, book).text


def test_a_line_that_is_gone_is_told(own, cast, client):
    client.force_login(cast["writer"])
    book = downloaded(client, own)
    book.active[f"I{row(book, 'models')}"] = "f2f6c5a1-0000-4000-8000-000000000000"

    assert "not in the table any more" in sent(client, own, book).text


def test_what_was_checked_for_another_sheet_is_not_taken_over(own, year, cast, client):
    client.force_login(cast["writer"])
    book = downloaded(client, own)
    put(book, models=3)
    carried = sent(client, own, book).context["carried"]
    other = begun(year, cast["chief"], board=year.chief)
    client.force_login(cast["chief"])

    assert client.post(at("import_sheet", other), {"carried": carried}).status_code == 404


def test_a_closed_sheet_takes_nothing_over(own, cast, client):
    client.force_login(cast["writer"])
    book = downloaded(client, own)
    put(book, models=3)
    carried = sent(client, own, book).context["carried"]
    scored.write(own, cast["writer"], pledged=True, models=1)
    actions.submit_sheet(own, by=cast["leader"])

    page = client.post(at("import_sheet", own), {"carried": carried}, follow=True)

    assert "stays as it is until it is returned" in page.text
    assert lines(own)["models"].count == 1


@pytest.mark.parametrize("part", ["outsider", "reviewer", "deputy"])
def test_others_do_not_fill_it_in(own, cast, client, part):
    client.force_login(cast[part])

    assert client.get(at("sheet_file", own)).status_code in {403, 404}
    assert client.get(at("import_sheet", own)).status_code in {403, 404}


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("reckoned", [(3, 15), (9, 20)])
def test_libreoffice_reckons_the_same_points(own, cast, client, tmp_path, reckoned):
    count, points = reckoned
    client.force_login(cast["writer"])
    book = downloaded(client, own)
    put(book, pledged="Đạt", models=count)
    held = io.BytesIO()
    book.save(held)

    page = recomputed(held.getvalue(), tmp_path).active

    assert page[f"{POINTS}{row(book, 'models')}"].value == points
    scored.write(own, cast["writer"], pledged=True, models=count)
    total = sum(mark.points or 0 for mark in lines(own).values())
    assert page[f"{POINTS}{row(book, 'Tổng cộng')}"].value == total == points + 40
