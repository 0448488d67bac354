"""A case file is judged whole, before anything is stored."""

import copy
import json
from contextlib import suppress
from pathlib import Path

import pytest

from config.demo.case import CaseRefused, read_case

CASE = json.loads((Path(__file__).parents[2] / "config" / "cases" / "2020.json").read_text())


def read(case):
    return read_case(json.dumps(case))


def changed(**keys):
    """The case of 2020 with some keys replaced; a callable changes the old value."""
    case = copy.deepcopy(CASE)
    for key, value in keys.items():
        case[key] = value(case[key]) if callable(value) else value
    return case


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
        ["officers[1]: năm 2021 đã có chief khác (DNA)"],
    ),
    "an obligatory key missing": (
        {key: value for key, value in CASE.items() if key != "pledge"},
        ["pledge: thiếu khóa bắt buộc"],
    ),
    "a movement that ends before it begins": (
        changed(movements=with_first(from_year=2021, to_year=2020)),
        ["movements[0].to_year: kết thúc 2020 trước khi bắt đầu 2021"],
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
