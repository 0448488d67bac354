"""Pages of points: the year's, a sheet's with its fields, what it saves by itself."""

import datetime as dt

import pytest
from django.urls import reverse

from campaigns import actions
from campaigns.forms.sheets import row_of
from campaigns.models import Scoring, SheetKind
from campaigns.queries.days import with_days
from campaigns.queries.years import campaigns_visible_to
from campaigns.waiting.scores import waiting_for, with_scores
from foundation import clock
from tests import factories as make
from tests.campaigns import scored
from tests.campaigns.scored import begun, lines
from tests.clock import on

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def year(today, world, cast):
    return scored.scored_year(world, cast)


def at(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def fields(mark, value, reason="", edition=None):
    """What the form sends of one line."""
    row = row_of(mark.sheet, mark)
    return {
        f"{row.name}-value": value,
        f"{row.name}-reason": reason,
        f"{row.name}-seen": row.seen if edition is None else edition,
    }


def test_begin_scoring_page_begins(today, world, cast, client):
    scored.small_table(world, cast)
    client.force_login(cast["chief"])
    page = client.get(at("begin_scoring", world.campaign.pk))
    assert "Who checks whom" in page.text

    client.post(at("begin_scoring", world.campaign.pk), {"pattern": "ring"})

    assert Scoring.objects.get().pattern == "ring"


def test_before_it_is_begun_the_page_says_so(today, world, cast, client):
    client.force_login(cast["writer"])

    assert "The scoring has not begun" in client.get(at("scores", world.campaign.pk)).text


def test_a_board_begins_its_sheet_from_the_page(year, cast, client):
    client.force_login(cast["writer"])
    where = at("begin_sheet", year.campaign.pk, year.board.pk, "self")
    assert where in client.get(at("scores", year.campaign.pk)).text

    page = client.post(where, follow=True)

    assert "capital" in page.text
    assert "plan 100, reached 50" in page.text


@pytest.mark.parametrize("kind", ["cross", "official", "dice"])
def test_a_plain_board_begins_nothing_else(year, cast, client, kind):
    client.force_login(cast["writer"])

    answer = client.post(at("begin_sheet", year.campaign.pk, year.board.pk, kind))

    assert answer.status_code in {403, 404}


def test_a_refusal_stands_on_the_page_of_the_year(year, cast, client):
    client.force_login(cast["deputy"])

    page = client.post(at("begin_sheet", year.campaign.pk, year.board.pk, "cross"), follow=True)

    assert "has not handed in its self-score yet" in page.text


def test_lines_are_saved_by_themselves(year, cast, client):
    sheet = begun(year, cast["writer"])
    marks = lines(sheet)
    client.force_login(cast["writer"])
    sent = fields(marks["pledged"], "yes") | fields(marks["models"], "3", "Ba mô hình")

    answer = client.post(at("edit_sheet", sheet.pk), sent, headers=JSON)

    said = answer.json()
    row = said["rows"][f"line-{marks['models'].pk}"]
    assert (answer.status_code, row["points"], row["errors"]) == (200, "15", {})
    assert said["sums"]["total"] == "55"
    assert lines(sheet)["models"].reason == "Ba mô hình"


def test_a_wrong_line_spoils_no_other(year, cast, client):
    sheet = begun(year, cast["writer"])
    marks = lines(sheet)
    client.force_login(cast["writer"])
    sent = fields(marks["pledged"], "maybe") | fields(marks["models"], "2")

    answer = client.post(at("edit_sheet", sheet.pk), sent, headers=JSON)

    assert answer.status_code == 422
    assert answer.json()["rows"][f"line-{marks['pledged'].pk}"]["errors"] == {
        "value": "Choose yes or no."
    }
    assert lines(sheet)["models"].count == 2


@pytest.mark.parametrize("typed", ["x", "1,5", "10000"])
def test_what_is_no_count_is_told(year, cast, client, typed):
    sheet = begun(year, cast["writer"])
    mark = lines(sheet)["models"]
    client.force_login(cast["writer"])

    page = client.post(at("edit_sheet", sheet.pk), fields(mark, typed))

    assert page.status_code == 422
    assert f'value="{typed}"' in page.text
    assert lines(sheet)["models"].count is None


def test_both_versions_are_shown_where_somebody_was_faster(year, cast, client):
    sheet = begun(year, cast["writer"])
    before = fields(lines(sheet)["models"], "3")
    scored.write(sheet, cast["leader"], models=2)
    client.force_login(cast["writer"])

    answer = client.post(at("edit_sheet", sheet.pk), before, headers=JSON)

    row = answer.json()["rows"][f"line-{lines(sheet)['models'].pk}"]
    assert answer.status_code == 409
    assert row["theirs"] == {"value": "2", "reason": ""}
    assert "leader has saved: 10 points." in row["clash"]
    assert lines(sheet)["models"].count == 2

    page = client.post(at("edit_sheet", sheet.pk), before)
    assert "Take theirs" in page.text


def test_a_closed_sheet_refuses_and_tells(year, cast, client):
    sheet = begun(year, cast["writer"])
    sent = fields(lines(sheet)["models"], "3")
    scored.write(sheet, cast["writer"], pledged=True, models=1)
    actions.submit_sheet(sheet, by=cast["leader"])
    client.force_login(cast["writer"])

    answer = client.post(at("edit_sheet", sheet.pk), sent, headers=JSON)
    assert answer.status_code in {409, 422}
    page = client.post(at("edit_sheet", sheet.pk), sent, follow=True)

    assert page.status_code in {200, 422}
    assert lines(sheet)["models"].count == 1


def test_submit_and_return_pages(year, cast, client):
    sheet = begun(year, cast["writer"])
    client.force_login(cast["leader"])
    page = client.post(at("submit_sheet", sheet.pk), {"vouched": "on"})
    assert "These lines have no points yet" in page.text

    scored.write(sheet, cast["writer"], pledged=True, models=1)
    client.post(at("submit_sheet", sheet.pk), {"vouched": "on"})
    sheet.refresh_from_db()
    assert sheet.state == "given"

    client.force_login(cast["chief"])
    client.post(at("return_sheet", sheet.pk), {"reason": "Bổ sung"})
    sheet.refresh_from_db()
    assert sheet.state == "returned"
    client.force_login(cast["writer"])
    assert "Bổ sung" in client.get(at("sheet", sheet.pk)).text


@pytest.mark.parametrize("part", ["outsider", "administrator"])
def test_strangers_find_no_sheet(year, cast, client, part):
    sheet = begun(year, cast["writer"])
    client.force_login(cast[part])

    assert client.get(at("sheet", sheet.pk)).status_code == 404


def test_a_sheet_under_hand_is_closed_to_others(year, cast, client):
    sheet = begun(year, cast["writer"])
    client.force_login(cast["chief"])

    page = client.get(at("sheet", sheet.pk))

    assert "Not to be read yet" in page.text
    assert "capital" not in page.text


def test_a_checker_sees_other_checks_after_its_own(year, cast, client):
    scored.self_score(year)
    first = scored.check(year, year.chief, cast["chief"], reason="Trùng năm trước")
    client.force_login(cast["deputy"])
    assert "Not to be read yet" in client.get(at("sheet", first.pk)).text

    second = scored.check(year, year.deputy, cast["deputy"])

    assert "Trùng năm trước" in client.get(at("sheet", second.pk)).text


def test_three_figures_stand_side_by_side_and_differences_alone(year, cast, client):
    own = scored.self_score(year)
    scored.check(year, year.chief, cast["chief"])
    scored.check(year, year.deputy, cast["deputy"])
    client.force_login(cast["writer"])

    page = client.get(at("sheet", own.pk))
    assert "−5" in page.text
    assert "pledged" in page.text

    only = client.get(at("sheet", own.pk) + "?khac")
    assert "models" in only.text
    assert "1. pledged" not in only.text


def test_evidence_is_chosen_and_opened_beside_the_line(year, cast, client):
    piece = year.figure.report.evidence.create(
        title="Quyết định công nhận", url="https://a.vn/1", added_by=cast["writer"]
    )
    sheet = begun(year, cast["writer"])
    mark = lines(sheet)["models"]
    client.force_login(cast["writer"])
    name = f"line-{mark.pk}"
    sent = fields(mark, "1") | {f"{name}-links": "1", f"{name}-evidence": str(piece.pk)}

    client.post(at("edit_sheet", sheet.pk), sent)

    assert list(lines(sheet)["models"].evidence.all()) == [piece]
    assert "https://a.vn/1" in client.get(at("sheet", sheet.pk)).text


def test_the_matrix_is_for_who_oversees(year, cast, client):
    scored.self_score(year)
    url = at("scores", year.campaign.pk)
    client.force_login(cast["reviewer"])
    assert "<b>55</b>" in client.get(url).text
    client.force_login(cast["chief"])
    page = client.get(url)
    assert "All boards" in page.text
    assert "<b>55</b>" in page.text  # by duty: the chief checks that board
    client.force_login(cast["writer"])
    assert "All boards" not in client.get(url).text


def test_who_competes_sees_others_points_after_the_own(today, world, cast, client):
    year = scored.scored_year(world, cast, pattern="ring")  # the deputy checks the plain board
    scored.self_score(year)
    client.force_login(cast["chief"])
    url = at("scores", year.campaign.pk)
    assert "<b>55</b>" not in client.get(url).text

    own = begun(year, cast["chief"], board=year.chief)
    scored.write(own, cast["chief"], pledged=True, models=1, capital=10)
    actions.submit_sheet(own, by=cast["chief"])

    assert "<b>55</b>" in client.get(url).text


def test_official_points_open_to_the_board_with_the_lock(year, cast, client):
    scored.self_score(year)
    official = scored.official(year, cast["chief"], year.chief)
    client.force_login(cast["leader"])
    assert "Not to be read yet" in client.get(at("sheet", official.pk)).text

    Scoring.objects.update(state="locked", locked_at=official.given_at, locked_by=cast["chief"])

    assert "Theo kiểm tra" in client.get(at("sheet", official.pk)).text
    assert official.kind == SheetKind.OFFICIAL


def test_a_checker_agrees_with_all_that_is_empty(year, cast, client):
    scored.self_score(year)
    sheet = begun(year, cast["chief"], kind=SheetKind.CROSS, scorer=year.chief)
    scored.write(sheet, cast["chief"], models=10, reason="Trùng")
    client.force_login(cast["chief"])
    words = "Agree with the self-score where it is empty"
    assert words in client.get(at("sheet", sheet.pk)).text

    client.post(at("edit_sheet", sheet.pk), {"agree": "yes"})

    points = {name: mark.points for name, mark in lines(sheet).items()}
    assert points == {"pledged": 10, "models": 10, "capital": 30, "meetings": None}
    assert words not in client.get(at("sheet", sheet.pk)).text


def test_agreeing_fills_no_other_sheet(year, cast, client):
    sheet = begun(year, cast["writer"])
    client.force_login(cast["writer"])

    client.post(at("edit_sheet", sheet.pk), {"agree": "yes"})

    assert lines(sheet)["models"].points is None


# -- what waits ----------------------------------------------------------------------------------


def waits(person):
    person = type(person).objects.get(pk=person.pk)  # as the next request knows them
    years = with_scores(with_days(campaigns_visible_to(person), "pk"))
    return [str(each.title) for each in waiting_for(person, years)]


def test_what_waits_for_whom(year, cast):
    assert waits(cast["writer"]) == ["Score your own board: 2026"]
    assert waits(cast["deputy"]) == [
        "Score your own board: 2026", "Settle the points of 1 board: 2026",
    ]  # fmt: skip
    own = scored.self_score(year)
    assert waits(cast["writer"]) == []
    assert "Check 1 board: 2026" in waits(cast["deputy"])
    scored.check(year, year.deputy, cast["deputy"])
    assert "Check 1 board: 2026" not in waits(cast["deputy"])
    key = lines(own)["models"].criterion.key
    actions.explain_line(own, key=key, text="Vì", by=cast["writer"])
    assert "Answer 1 explanation" in waits(cast["chief"])
    assert "Settle the points of 2 boards: 2026" in waits(cast["chief"])
    scored.official(year, cast["chief"], year.chief)
    assert "Settle the points of 1 board: 2026" in waits(cast["chief"])
    assert waits(cast["outsider"]) == waits(cast["reviewer"]) == []


def test_nothing_waits_before_its_days_and_after_the_lock(year, cast, today):
    for kind in ("self_scoring", "settling"):
        make.PhaseFactory(
            campaign=year.campaign,
            kind=kind,
            opens_on=today + dt.timedelta(days=1),
            closes_on=today + dt.timedelta(days=9),
        )
    assert waits(cast["chief"]) == []
    with on(today + dt.timedelta(days=1)):
        assert len(waits(cast["chief"])) == 2
        facts = {"locked_at": clock.now(), "locked_by": cast["chief"]}
        Scoring.objects.update(state="locked", **facts)
        assert waits(cast["chief"]) == []
