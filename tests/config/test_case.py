"""A case file is judged whole, before anything is stored."""

import copy
import datetime as dt
import json
import re
from contextlib import suppress
from functools import partial

import pytest

from config.demo.case import OBLIGATORY, CaseRefused, read_case
from tests.config import cases
from tests.config.cases import REAL as CASE

TODAY = dt.date(2026, 6, 15)
changed = partial(cases.changed, CASE)


def read(case):
    return read_case(json.dumps(case), today=TODAY)


def test_the_real_case_is_read_whole():
    assert len(read(CASE)["boards"]) == 11


def with_first(**facts):
    return lambda rows: [{**rows[0], **facts}, *rows[1:]]


CONTRADICTIONS = {
    "a proposal for a board that is no member": (
        changed(award_proposals=[{"kind": "MINISTRY_FLAG", "board": "XXX"}]),
        ["award_proposals[0].board: “XXX” không phải thành viên trong tệp này"],
    ),
    "a proposal for a board that has left": (
        changed(
            boards=lambda rows: [
                {**r, "member_to": "2020-06-30"} if r["code"] == "PYE" else r for r in rows
            ],
            award_proposals=[{"kind": "MINISTRY_FLAG", "board": "PYE"}],
        ),
        ["award_proposals[0].board: “PYE” không phải thành viên ngày 2021-01-15"],
    ),
    "more proposals than the quota": (
        changed(award_quota=[{"kind": "MINISTRY_FLAG", "count": 1}]),
        ["award_proposals: 2 đề nghị MINISTRY_FLAG, quá 1"],
    ),
    "an office for an unknown board": (
        changed(officers=[{"year": 2021, "role": "chief", "board": "XXX"}]),
        ["officers[0].board: “XXX” không phải ban quản lý trong tệp này"],
    ),
    "two boards with one code": (
        changed(boards=with_first(code="QNA")),
        ["boards[1].code: hai ban quản lý cùng mã “QNA”"],
    ),
    "a name that ends before it begins": (
        changed(
            boards=with_first(
                names=[{"name": "A", "valid_from": "2020-01-02", "valid_to": "2020-01-01"}]
            )
        ),
        ["boards[0].names[0].valid_to: kết thúc 2020-01-01 trước khi bắt đầu 2020-01-02"],
    ),
    "a membership that ends before it begins": (
        changed(boards=with_first(member_to="2018-01-01"), award_proposals=[]),
        [
            "boards[0].member_to: kết thúc 2018-01-01 trước 2019-02-10",
            "officers[2].board: “DNA” không phải thành viên ngày ký giao ước",
        ],
    ),
    "two chiefs in one year": (
        changed(
            officers=[
                {"year": 2021, "role": "chief", "board": "DNA"},
                {"year": 2021, "role": "chief", "board": "LDO"},
            ]
        ),
        ["officers[1]: năm 2021 đã có Khối trưởng khác (DNA)"],
    ),
    "an obligatory key missing": (
        {key: value for key, value in CASE.items() if key != "pledge"},
        ["pledge: thiếu khóa bắt buộc"],
    ),
    "a movement that ends before it begins": (
        changed(movements=with_first(from_year=2021, to_year=2020)),
        ["movements[0].to_year: kết thúc 2020 trước khi bắt đầu 2021"],
    ),
    "a pledge of a year that does not follow": (
        changed(pledge=lambda row: {**row, "year": 2024, "signed_on": "2024-01-15"}),
        ["pledge.year: giao ước năm 2024 không theo sau năm thi đua 2020"],
    ),
    "a pledge that was signed in another year": (
        changed(pledge=lambda row: {**row, "signed_on": "2022-01-15"}),
        ["pledge.signed_on: ngày 2022-01-15 không thuộc giao ước năm 2021"],
    ),
    "a conference before its year": (
        changed(conference=lambda row: {**row, "date": "2019-12-31"}),
        ["conference.date: ngày 2019-12-31 trước năm thi đua 2020"],
    ),
    "a conference years later": (
        changed(conference=lambda row: {**row, "date": "2023-01-15"}),
        ["conference.date: ngày 2023-01-15 quá xa năm thi đua 2020"],
    ),
    "a year that lies ahead": (
        cases.small(year=2026),
        [
            "conference.date: ngày 2027-01-20 chưa đến (hôm nay là 2026-06-15)",
            "pledge.signed_on: ngày 2027-01-20 chưa đến (hôm nay là 2026-06-15)",
        ],
    ),
    "a year without members": (
        cases.small(memberships_from="2023-01-10", officers=[]),
        ["conference.year: năm 2022 khối không có thành viên nào"],
    ),
    "a day of signing without members": (
        cases.small(memberships_from="2023-02-01", officers=[]),
        [
            "pledge.signed_on: ngày 2023-01-20 khối không có thành viên nào",
            "conference.year: năm 2022 khối không có thành viên nào",
        ],
    ),
    "an officer of a year in which the board was no member": (
        changed(officers=[{"year": 2015, "role": "chief", "board": "DNA"}]),
        ["officers[0].board: “DNA” không phải thành viên khi nhận chức năm 2015"],
    ),
    "one board in two offices of a year": (
        changed(
            officers=[
                {"year": 2021, "role": "chief", "board": "DNA"},
                {"year": 2021, "role": "deputy", "board": "DNA"},
            ]
        ),
        ["officers[1]: năm 2021 “DNA” giữ hai chức"],
    ),
    "nobody who could bring the pledge about": (
        cases.small(
            officers=[{"year": 2022, "role": "chief", "board": "B1"}],
            pledge={"year": 2022, "signed_on": "2021-12-20", "place": "Vinh", "tasks": ["a"]},
        ),
        ["pledge.signed_on: ngày 2021-12-20 khối chưa có Khối trưởng"],
    ),
    "two names at one time": (
        changed(
            boards=with_first(
                names=[
                    {"name": "A", "valid_from": "2019-01-01"},
                    {"name": "B", "valid_from": "2020-01-01"},
                ]
            )
        ),
        ["boards[0].names: hai tên gọi cùng có hiệu lực ngày 2020-01-01"],
    ),
    "authorities that come after one another in a ring": (
        changed(
            authority=[
                {"code": "A", "name": "A", "valid_from": "1990-01-01", "succeeds": "B"},
                {"code": "B", "name": "B", "valid_from": "1990-01-01", "succeeds": "A"},
            ],
            movements=[],
        ),
        ["authority[1].succeeds: các cơ quan kế thừa vòng tròn"],
    ),
    "a board that merges twice": (
        changed(
            successions=[
                {"predecessors": ["GLA", "BDI"], "successor": "Ban A", "year": 2025},
                {"predecessors": ["BDI"], "successor": "Ban B", "year": 2025},
            ]
        ),
        ["successions[1].predecessors: “BDI” đã sáp nhập ở mục trước"],
    ),
    "deadlines in the wrong order": (
        changed(deadlines={"board_dossier": "2021-02-15", "bloc_dossier": "2021-01-31"}),
        ["deadlines.bloc_dossier: kết thúc 2021-01-31 trước khi bắt đầu 2021-02-15"],
    ),
    "a year as text": (
        changed(conference=lambda row: {**row, "year": "2020"}),
        ["conference.year: “2020” không phải năm trong khoảng 1950–2099"],
    ),
    "boards as an object": (
        changed(boards={"DNA": {}}),
        [
            "boards: phải là danh sách các đối tượng",
            "boards: cần ít nhất một ban quản lý",
            "conference.chair.board: “BDI” không phải ban quản lý trong tệp này",
        ],
    ),
    "a name of 301 letters": (
        changed(boards=with_first(names=[{"name": "x" * 301, "valid_from": "2020-01-01"}])),
        ["boards[0].names[0].name: dài quá 300 ký tự"],
    ),
    "a name with a line break": (
        changed(bloc=lambda row: {**row, "name": "Khối\nthi đua"}),
        ["bloc.name: có ký tự điều khiển hoặc xuống dòng"],
    ),
    "half a letter": (
        changed(pledge_note="\ud800"),
        ["tệp: có nửa ký tự (surrogate)"],
    ),
    "an impossible date": (
        changed(conference=lambda row: {**row, "date": "2021-02-30"}),
        ["conference.date: “2021-02-30” không phải ngày (năm-tháng-ngày)"],
    ),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_refused_with_its_key_and_reason(name):
    case, reasons = CONTRADICTIONS[name]

    with pytest.raises(CaseRefused) as refused:
        read(case)

    assert refused.value.reasons == reasons


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "tệp: không phải JSON (dòng 1, cột 1)"),
        ('{"bloc": }', "tệp: không phải JSON (dòng 1, cột 10)"),
        ('{"a": NaN}', "tệp: không phải JSON (NaN không phải số)"),
        ('{"a": 1, "a": 2}', "tệp: không phải JSON (khóa “a” có hai lần trong một đối tượng)"),
        ("[1, 2]", "tệp: phải là một đối tượng JSON"),
    ],
)
def test_text_that_is_no_case_is_answered_in_vietnamese(text, reason):
    with pytest.raises(CaseRefused) as refused:
        read_case(text)

    assert refused.value.reasons == [reason]


@pytest.mark.parametrize("text", ["", "xin chào", "[1, 2]", '{"a": NaN}', "{" * 5000, '"\\u0000"'])
def test_text_that_is_no_case_is_refused(text):
    with pytest.raises(CaseRefused):
        read_case(text)


def paths(value, here=()):
    """Every place in a JSON value."""
    yield here
    if isinstance(value, list):
        value = dict(enumerate(value))
    for key, inner in value.items() if isinstance(value, dict) else ():
        yield from paths(inner, (*here, key))


@pytest.mark.parametrize("junk", [None, 5, "", "x", [], {}, [[]], True], ids=repr)
def test_junk_in_any_place_is_read_or_refused_but_never_an_error(junk):
    for path in paths(CASE):
        if not path:
            continue
        case = copy.deepcopy(CASE)
        place = case
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = junk
        with suppress(CaseRefused):
            read(case)


def test_the_smallest_case_of_the_papers_is_one():
    text = (cases.ROOT / "docs" / "cases.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.+?)```", text, re.DOTALL)

    case = read_case(example, today=TODAY)

    assert sorted(case) == sorted(OBLIGATORY)
