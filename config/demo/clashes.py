"""Where a case contradicts what the database holds: from another case, or from the made-up year.

What people have added since (a new name, an ended term) is no contradiction, so that a case can
be played again after the demo was used.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from bloc.models import Bloc, Ministry, MinistryName
from campaigns.models import Campaign
from config.demo.case import OFFICES
from members.models import Board
from pledges.content import Content
from pledges.models import Pledge

HERE = "trong cơ sở dữ liệu"


def clashes(case: dict[str, Any]) -> list[str]:
    """Each contradiction with what stands, as "key: reason"; empty where there is none."""
    found = [*of_authorities(case["authority"])]
    bloc = Bloc.objects.filter(code=case["bloc"]["code"]).first()
    if bloc:
        found += of_bloc(case["bloc"], bloc)
        found += of_boards(case["boards"], bloc)
        found += of_officers(case.get("officers", []), bloc)
        found += of_years(case, bloc)
        found += of_pledge(case["pledge"], bloc)
    return found


def plain(text: str) -> str:
    """The text as it is compared: spaces do not count."""
    return " ".join(text.split())


def date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def of_authorities(rows: list[dict[str, Any]]) -> Iterator[str]:
    """An authority bears another name at that time, or came after another one."""
    for number, row in enumerate(rows):
        names = names_then(row)
        other = next((each for each in names if plain(each.name) != plain(row["name"])), None)
        if other:
            yield f"authority[{number}].name: khi đó {row['code']} tên là “{other.name}” {HERE}"
        heir = Ministry.objects.filter(code=row["code"]).select_related("succeeds").first()
        if heir and heir.succeeds and row.get("succeeds") not in {None, heir.succeeds.code}:
            yield f"authority[{number}].succeeds: {row['code']} kế thừa {heir.succeeds.code} {HERE}"
        if row.get("succeeds") and row["code"] in line_above(row["succeeds"]):
            yield f"authority[{number}].succeeds: {row['succeeds']} kế thừa {row['code']} {HERE}"


def names_then(row: dict[str, Any]) -> list[MinistryName]:
    """The names that the authority bears already in the period of this one."""
    names = MinistryName.objects.filter(ministry__code=row["code"])
    if until := date(row.get("valid_to")):
        names = names.filter(since__lte=until)
    return list(names.filter(Q(until=None) | Q(until__gte=row["valid_from"])))


def line_above(code: str) -> list[str]:
    """The ministry's predecessors, the nearest first."""
    found: list[str] = []
    here = Ministry.objects.filter(code=code).select_related("succeeds").first()
    while here and here.succeeds and here.succeeds.code not in found:
        found.append(here.succeeds.code)
        here = here.succeeds
    return found


def of_bloc(row: dict[str, Any], bloc: Bloc) -> Iterator[str]:
    if plain(bloc.name) != plain(row["name"]):
        yield f"bloc.name: khối {bloc.code} đã có với tên khác {HERE}"
    if bloc.established_year != row["established_year"]:
        yield f"bloc.established_year: khối {bloc.code} lập năm {bloc.established_year} {HERE}"


def of_boards(rows: list[dict[str, Any]], bloc: Bloc) -> Iterator[str]:
    """A board of that code is another one, or bore another name."""
    for number, row in enumerate(rows):
        board = Board.objects.filter(code=row["code"], seats__bloc=bloc).first()
        if board is None:
            continue
        if plain(board.province) != plain(row["province"]):
            yield f"boards[{number}].province: {board.code} thuộc {board.province} {HERE}"
        borne = {name.since: name.name for name in board.all_names}
        for place, name in enumerate(row["names"]):
            since = dt.date.fromisoformat(name["valid_from"])
            if since in borne and plain(borne[since]) == plain(name["name"]):
                continue
            if since in borne or since < max(borne):
                key = f"boards[{number}].names[{place}]"
                yield f"{key}: từ {since} {board.code} tên là “{board.name_on(since)}” {HERE}"


def of_officers(rows: list[dict[str, Any]], bloc: Bloc) -> Iterator[str]:
    for number, row in enumerate(rows):
        terms = bloc.terms.filter(year=row["year"], office=row["role"]).select_related("board")
        holders = [term.board.code for term in terms]
        if holders and row["board"] not in holders:
            office = OFFICES[row["role"]]
            yield f"officers[{number}]: {office} năm {row['year']} là {', '.join(holders)} {HERE}"


def of_years(case: dict[str, Any], bloc: Bloc) -> Iterator[str]:
    """The year was made up by the demo, or runs under another law."""
    for key in ("conference", "pledge"):
        year = Campaign.objects.filter(bloc=bloc, year=case[key]["year"]).first()
        if year and year.is_invented:
            yield f"{key}.year: năm {year.year} đã có dữ liệu hư cấu của bản trình diễn {HERE}"
        elif year and key == "conference" and case.get("regime") not in {None, year.regime.code}:
            yield f"regime: năm {year.year} theo chế độ {year.regime.code} {HERE}"


def of_pledge(row: dict[str, Any], bloc: Bloc) -> Iterator[str]:
    """The year's pledge stands with other words; one that is still empty does not."""
    pledge = Pledge.objects.filter(campaign__bloc=bloc, campaign__year=row["year"]).first()
    if pledge is None or pledge.is_invented:
        return
    texts = [Content.of_pledge(pledge), *map(Content.of_version, pledge.versions.all())]
    written = [text for text in texts if text.tasks]
    if not written:
        return
    asked = {
        "tasks": [plain(task) for task in row["tasks"]],
        "signed_on": dt.date.fromisoformat(row["signed_on"]),
        "place": plain(row["place"]),
    }
    for key, value in asked.items():
        if value not in said(key, written):
            yield f"pledge.{key}: giao ước năm {row['year']} đã có với nội dung khác {HERE}"


def said(key: str, texts: Iterable[Content]) -> list[Any]:
    """What each text says of that."""
    if key == "tasks":
        return [[plain(task.text) for task in text.tasks] for text in texts]
    if key == "place":
        return [plain(text.place) for text in texts]
    return [text.signed_on for text in texts]
