"""The minutes of a count (biên bản kiểm phiếu): one for each ballot, for PDF and DOCX alike.

Their parts follow domain.md §3.2; every figure is the one that the screen shows.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from bloc import queries as bloc_queries
from conferences.models import ConferenceBallot, Purpose, ShareOf, SignedPaper, VoteKind
from conferences.pages.ballots import Result, grouped, percent
from conferences.papers.invitation import subject_of
from conferences.queries import ballots as queries
from conferences.queries.conferences import chairs_of
from foundation import clock
from foundation.ballots.rules import Outcome
from foundation.documents.words import day_in_words

TEMPLATE = "documents/count.html"
SHARES = {
    ShareOf.ALL: "tổng số thành viên của khối",
    ShareOf.PRESENT: "số đơn vị có mặt",
    ShareOf.VALID: "số phiếu hợp lệ",
}
ABOUT = {
    Purpose.PROPOSAL: "đề nghị khen thưởng",
    Purpose.CHIEF: "bầu Khối trưởng năm sau",
    Purpose.DEPUTY: "bầu Khối phó năm sau",
    Purpose.OTHER: "nội dung khác",
}
WAYS = {
    VoteKind.AGREE: "đồng ý hoặc không đồng ý với từng trường hợp",
    VoteKind.CHOOSE: "chọn nhiều nhất {most} trường hợp",
    VoteKind.ELECT: "bầu một trong danh sách",
}
AGREED = "Biên bản được đọc lại trước hội nghị, tổ kiểm phiếu và chủ trì thống nhất ký tên."


def full_title(ballot: ConferenceBallot) -> str:
    """As the register names it."""
    return f"Biên bản kiểm phiếu: {ballot.title}"


def of_count(ballot: ConferenceBallot) -> dict[str, Any]:
    """What templates/documents/count.html draws of a ballot that was counted."""
    conference, bloc = ballot.conference, ballot.bloc
    outcome = queries.outcome_of(ballot)
    assert outcome, "the ballot was counted"
    assert ballot.counted_at, "the ballot was counted"
    signed = SignedPaper.objects.filter(ballot=ballot).select_related("paper").first()
    day = signed.paper.dated_on if signed else clock.day_of(ballot.counted_at)
    organiser = bloc_queries.organiser_on(bloc, day)
    tellers = queries.tellers_of(conference)
    chairs = chairs_of(conference)
    return {
        "authority": organiser.name if organiser else "",
        "bloc": bloc.name,
        "number": f"Số: {signed.paper.marked}" if signed else "",
        "place": conference.host.province,
        "dated_on": day,
        "made_on": day,
        "subject": f"{ballot.title} – {subject_of(conference)}",
        "opening": opening_of(ballot),
        "tellers": [str(each) for each in tellers],
        "rules": rules_of(ballot, outcome),
        "papers": papers_of(ballot, outcome),
        "asks_each": ballot.kind == VoteKind.AGREE,
        "results": results_of(ballot, outcome),
        "conclusion": conclusion_of(ballot, outcome),
        "closing": AGREED,
        "signers": [
            {"title": "CHỦ TRÌ", "name": str(chairs[0]) if chairs else ""},
            {"title": "TM. TỔ KIỂM PHIẾU\nTỔ TRƯỞNG", "name": str(tellers[0]) if tellers else ""},
        ],
        "code": "",
        "demo": settings.DEMO or conference.is_invented,
        "invented": conference.is_invented,
    }


def hour(moment: dt.datetime | None) -> str:
    """As minutes write it: 9 giờ 05."""
    if moment is None:
        return "…"
    local = localtime(moment)
    return f"{local.hour} giờ {local.minute:02}"


def opening_of(ballot: ConferenceBallot) -> list[str]:
    """When, where, about what."""
    conference = ballot.conference
    about = ABOUT[Purpose(ballot.purpose)]
    secret = "bỏ phiếu kín" if ballot.is_secret else "biểu quyết bằng giơ tay"
    day = f"Hôm nay, {day_in_words(conference.held_on)}, tại {conference.place}"
    opened = f"Mở bỏ phiếu lúc {hour(ballot.opened_at)}, đóng lúc {hour(ballot.closed_at)}"
    return [
        f"{day}, {conference.bloc} tiến hành {secret} về {about}: {ballot.title}.",
        f"{opened}, kiểm phiếu xong lúc {hour(ballot.counted_at)}.",
    ]


def rules_of(ballot: ConferenceBallot, outcome: Outcome) -> list[str]:
    """By which rules, and the fingerprint that everybody saw before the opening."""
    rules = queries.rules_of(ballot)
    way = WAYS[VoteKind(ballot.kind)].format(most=rules.most)
    share = f"{'quá' if rules.is_strict else 'ít nhất'} {rules.share}"
    base = SHARES[ShareOf(ballot.share_of)]
    lines = [
        f"Mỗi đơn vị thành viên một phiếu; cách bỏ phiếu: {way}.",
        f"Đạt khi có {share} {base}: {outcome.needed} trên {outcome.base} phiếu.",
    ]
    if rules.places:
        lines.append(f"Được chọn nhiều nhất: {rules.places}.")
    itself = "được" if ballot.votes_on_itself else "không được"
    lines.append(f"Đơn vị trong danh sách {itself} bỏ phiếu cho chính mình.")
    if ballot.source:
        lines.append(f"Căn cứ: {ballot.source}.")
    if ballot.box:
        lines.append(f"Mã kiểm tra (SHA-256): {grouped(queries.fingerprint_of(ballot))}.")
    return lines


def papers_of(ballot: ConferenceBallot, outcome: Outcome) -> list[str]:
    """How many were called, there, handed out, collected, and what they were."""
    turnout = outcome.turnout
    there = f"có mặt: {turnout.present}; vắng mặt: {turnout.members - turnout.present}"
    bad = f"số phiếu trắng: {outcome.blank}; số phiếu không hợp lệ: {outcome.spoilt}"
    lines = [
        f"Tổng số thành viên của khối: {turnout.members}; {there}.",
        f"Số phiếu phát ra: {turnout.issued}; số phiếu thu về: {outcome.collected}.",
        f"Số phiếu hợp lệ: {outcome.valid}; {bad}.",
    ]
    if on_paper := queries.papers_by_hand(ballot):
        lines.append(f"Trong đó phiếu giấy và phiếu gửi bằng thư: {on_paper}.")
    return lines


def results_of(ballot: ConferenceBallot, outcome: Outcome) -> list[Result]:
    """The table, in the order of the list as it was frozen."""
    lines = {line.option: line for line in outcome.lines}
    return [
        Result(
            option,
            lines[option.key].agree,
            lines[option.key].disagree,
            percent(outcome.share_of(lines[option.key])),
            lines[option.key].has_passed,
        )
        for option in queries.options_of(ballot)
    ]


def conclusion_of(ballot: ConferenceBallot, outcome: Outcome) -> str:
    """Who has enough votes, in the words of the purpose: proposed is not awarded."""
    names = {each.key: each.text for each in queries.options_of(ballot)}
    passed = ", ".join(names[key] for key in outcome.passed)
    if not passed:
        return "Không có trường hợp nào đủ số phiếu quy định."
    if ballot.purpose == Purpose.PROPOSAL:
        return f"Đủ phiếu để đề nghị khen thưởng: {passed}."
    return f"{'Trúng cử' if ballot.is_election else 'Được thông qua'}: {passed}."


def file_name(ballot: ConferenceBallot, kind: str) -> str:
    """As it lies in a folder, by its place in the conference."""
    return f"bien-ban-kiem-phieu-{ballot.year}-{ballot.position}.{kind}"
