"""Conferences for the walk through all pages: one to come with a full agenda, one called off."""

import datetime as dt
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import conferences.actions
from conferences import tasks
from conferences.actions import signing
from conferences.actions.ballots import Stands
from conferences.models import (
    BoardAtBallot,
    BoardAtConference,
    Conference,
    ConferenceBallot,
    ConferenceKind,
    HandOver,
    PaperKind,
    Purpose,
    Reply,
    TellerAtBallot,
    VoteKind,
)
from conferences.queries import ballots as queries
from conferences.queries.invitations import invited_boards
from foundation import clock
from foundation.documents.keeping import keep
from foundation.documents.uploads import PNG
from tests.furnished_activities import photograph


def called(site: SimpleNamespace, days: int, kind: str, **facts: Any) -> Conference:
    """So many days from today, at the chief's place, in the open year."""
    people = site.people
    usual = {
        "kind": kind, "held_on": clock.today() + dt.timedelta(days=days), "hour": dt.time(8),
        "place": "Hội trường Ban Quản lý", "host": site.chief, "secretary": people["secretary"],
        "chairs": [people["chief"], people["deputy"]],
    }  # fmt: skip
    return conferences.actions.call_conference(
        site.open.campaign, **usual | facts, by=people["secretary"]
    )


def meetings(site: SimpleNamespace, picture: bytes) -> None:
    """As many items on the agenda as there are boards, each with a document."""
    secretary = site.people["secretary"]
    away = called(site, 5, ConferenceKind.EXTRAORDINARY)
    conferences.actions.call_off_conference(away, reason="Bão số 4", by=secretary)
    site.meeting = called(site, 20, ConferenceKind.MIDYEAR)
    for each in site.boards:
        site.item = conferences.actions.add_agenda_item(
            site.meeting, title=f"Tham luận của {each}", minutes=15, speaker=str(each), by=secretary
        )
        conferences.actions.add_agenda_document(
            site.item, content=picture, media_type=PNG, file_name="so-do.png", by=secretary
        )
    participants(site, picture)
    arrivals(site)
    ballots(site)
    papers_to_sign(site, picture)
    told_to_the_public(site)
    passing_on(site, picture)


def papers_to_sign(site: SimpleNamespace, picture: bytes) -> None:
    """The minutes of a count wait for signatures; a scan of those of the conference waits too."""
    secretary, numbered = site.people["secretary"], "Biên bản hội nghị hôm nay"
    number = signing.number_for(site.today, numbered, by=secretary)
    minutes = signing.issue_paper(site.today, PaperKind.MINUTES, number, by=secretary)
    counted = site.ballots["declared"].signed_paper
    for signed in (minutes, counted):
        tasks.draw_paper(signed.pk)
        signed.refresh_from_db()
    signing.scan_signed_paper(minutes, content=picture, media_type=PNG, by=secretary)
    site.signed, site.scanned_paper = counted, minutes
    site.paper_place = counted.signatories.get(account=site.people["leader"])


def told_to_the_public(site: SimpleNamespace) -> None:
    """Today's conference is published, with a photo for each board."""
    secretary, chief = site.people["secretary"], site.people["chief"]
    for number, each in enumerate(site.boards):
        conferences.actions.add_conference_photo(
            site.today, photograph=photograph(number), caption=f"Đoàn {each}"[:300], by=secretary
        )
    words = "Các đơn vị đã họp và bỏ phiếu."
    conferences.actions.write_public_summary(site.today, summary=words, by=secretary)
    conferences.actions.publish_conference(site.today, by=chief)


def passing_on(site: SimpleNamespace, picture: bytes) -> None:
    """All boards stand for the next year; the year's papers are packed for another chief."""
    site.closing = called(site, 60, ConferenceKind.YEAR_END)
    for each in site.boards[:-1]:
        conferences.actions.agree_to_stand(
            BoardAtConference(site.closing, each), by=site.leaders[each.pk]
        )
    made = HandOver.objects.create(
        campaign=site.open.campaign, giver=site.chief, receiver=site.boards[-1],
        remarks="Còn nợ quỹ khối", prepared_by=site.people["secretary"],
    )  # fmt: skip
    conferences.actions.keep_archive(
        made, made.prepared_at.isoformat(), keep(picture), papers=7, left_out=1
    )


def arrivals(site: SimpleNamespace) -> None:
    """Today, with as many items; all boards but the last are there."""
    secretary = site.people["secretary"]
    site.today = called(site, 0, ConferenceKind.EXTRAORDINARY)
    conferences.actions.open_conference(site.today, by=secretary)
    for each in site.boards:
        item = conferences.actions.add_agenda_item(
            site.today, title=f"Ý kiến của {each}", minutes=10, by=secretary
        )
        site.speech = conferences.actions.note_speech(
            item, speaker=f"Đại biểu {each}"[:300], gist="Nhất trí với dự thảo.", by=secretary
        )
    conferences.actions.begin_agenda_item(item, by=secretary)
    for each in site.boards[:-1]:
        who = BoardAtConference(site.today, each)
        conferences.actions.name_delegate(who, person=site.leaders[each.pk], by=secretary)
        conferences.actions.check_in(who, by=secretary)
    conferences.actions.invite_guest(
        site.today, name="Khách mời", email="khach@so.example", by=secretary
    )


def participants(site: SimpleNamespace, picture: bytes) -> None:
    """All boards are invited, as many guests; all but the last have answered and named."""
    secretary, chief = site.people["secretary"], site.people["chief"]
    for number, each in enumerate(site.boards):
        site.guest = conferences.actions.invite_guest(
            site.meeting, name=f"Khách mời {number + 1}", title="Chuyên viên", by=secretary,
            organisation=f"Sở Nội vụ {each.province}", email=f"khach{number}@so.example",
        )  # fmt: skip
    conferences.actions.issue_invitations(site.meeting, by=chief)
    site.guest.refresh_from_db()
    invited = invited_boards(site.meeting)
    site.invited_to_meet = invited[site.board.pk]
    for each in site.boards[:-1]:
        conferences.actions.answer_invitation(invited[each.pk], reply=Reply.COMES, by=secretary)
        conferences.actions.authorise_by_paper(
            BoardAtConference(site.meeting, each), name=f"Đại biểu {each}"[:200], title="Phó phòng",
            content=picture, media_type=PNG, file_name="uy-quyen.png", by=secretary,
        )  # fmt: skip


PHRASE = "hoa sen trắng"


def ballots(site: SimpleNamespace) -> None:
    """Today's ballots, one in each stage, each among all boards; two people count."""
    secretary, chief = site.people["secretary"], site.people["chief"]
    counting = [site.people["deputy"], site.people["leader"]]
    conferences.actions.name_tellers(site.today, tellers=counting, by=secretary)
    site.tellers = queries.tellers_of(site.today)
    for teller in site.tellers:
        conferences.actions.set_pass_phrase(teller, passphrase=PHRASE, by=teller.account)
    stages = ("prepared", "frozen", "open", "closed", "declared")
    site.ballots = {stage: put_to_vote(site, stage) for stage in stages}
    frozen(site, site.ballots["frozen"])
    for stage in stages[2:]:
        ballot = frozen(site, site.ballots[stage])
        conferences.actions.open_ballot(ballot, by=chief)
        conferences.actions.give_paper(BoardAtBallot(ballot, site.chief), by=secretary)
        if stage != "open":
            conferences.actions.close_ballot(ballot, by=chief)
    declared(site, site.ballots["declared"])


def put_to_vote(site: SimpleNamespace, stage: str) -> ConferenceBallot:
    """Whether each board is proposed for a flag."""
    stands = [Stands(board.short_name, board) for board in site.boards]
    return conferences.actions.prepare_ballot(
        site.today, options=stands, share=Fraction(4, 5), is_strict=False,
        purpose=Purpose.PROPOSAL, kind=VoteKind.AGREE, title=f"Đề nghị tặng Cờ thi đua ({stage})",
        has_codes=stage == "declared", source="Quy chế, Điều 9", by=site.people["secretary"],
    )  # fmt: skip


def frozen(site: SimpleNamespace, ballot: ConferenceBallot) -> ConferenceBallot:
    conferences.actions.freeze_ballot(ballot, by=site.people["secretary"])
    return ballot


def declared(site: SimpleNamespace, ballot: ConferenceBallot) -> None:
    """Both tellers have counted one sheet, opened the box, and the chair has told."""
    votes = {each.key: {"for": 1, "against": 0} for each in queries.options_of(ballot)}
    figures = {"valid": 1, "blank": 0, "spoilt": 0, "votes": votes}
    for teller in site.tellers:
        who = TellerAtBallot(ballot, teller)
        conferences.actions.enter_hand_count(who, figures=figures, by=teller.account)
    for teller in site.tellers:
        who = TellerAtBallot(ballot, teller)
        conferences.actions.give_part(who, passphrase=PHRASE, by=teller.account)
    conferences.actions.declare_ballot(ballot, by=site.people["chief"])
