"""The closing conference of the case is written down: opened, noted, closed, agreed and signed.

What was said is invented. Everybody signs with the certificate of the own board, by the actions
that a device calls.
"""

import datetime as dt
from typing import Any

import conferences.actions
from conferences.models import Conference, PaperSignatory, SignedPaper
from conferences.queries.minutes import minutes_of, spoken_items
from conferences.queries.signing import with_papers
from config.demo.keys import PASSPHRASE, Keyring
from config.demo.play import on
from foundation import clock
from foundation.documents import pades
from foundation.jobs import queue
from foundation.signing import keyfiles, turns
from foundation.signing.models import PartyState
from members.models import Account

SPEECHES = {
    1: ("Khối trưởng", "Trình bày báo cáo tổng kết; các chỉ tiêu chính đạt kế hoạch (hư cấu)."),
    2: ("Đại diện các đơn vị", "Nhất trí với báo cáo; đề nghị chấm điểm sớm hơn (hư cấu)."),
    3: ("Đại diện Bộ", "Ghi nhận kết quả của khối trong năm (hư cấu)."),
}
CONCLUSION = (
    "Hội nghị thống nhất thông qua báo cáo tổng kết năm {year}.\n"
    "Giao Khối trưởng năm {next} chủ trì xây dựng kế hoạch thi đua.\n"
    "(Nội dung do bản trình diễn đặt ra.)"
)


def open_meeting(conference: Conference, *, by: Account) -> None:
    """On the hour, once."""
    if conference.opened_at is None:
        conferences.actions.open_conference(conference, by=by)


def write_down(conference: Conference, moment: dt.datetime, *, chair: Account) -> None:
    """Speeches, conclusion, closing, that all agree, and the notice of it; each once."""
    secretary = conference.secretary
    if minutes_of(conference).agreed_at or conference.opened_at is None:
        return
    with on(moment.date(), moment.time()):
        for number, (item, noted) in enumerate(spoken_items(conference)):
            if number in SPEECHES and not noted:
                speaker, gist = SPEECHES[number]
                conferences.actions.note_speech(item, speaker=speaker, gist=gist, by=secretary)
        words = CONCLUSION.format(year=conference.year, next=conference.year + 1)
        conferences.actions.write_conclusion(conference, conclusion=words, by=secretary)
        conferences.actions.close_conference(conference, by=chair)
        conferences.actions.agree_minutes(conference, by=chair)
        conferences.actions.issue_notice(conference, by=chair)
        queue.sweep()


def sign_all(conference: Conference, moment: dt.datetime, keyring: Keyring) -> None:
    """Everybody signs every paper, those that are signed already left alone."""
    rows = with_papers().filter(
        signed_paper__conference=conference, party__state=PartyState.WAITING
    )
    with on(moment.date(), moment.time()):
        for place in rows.order_by("signed_paper", "party__position"):
            sign(place, keyring)


def sign(place: PaperSignatory, keyring: Keyring) -> None:
    """With the key file of the person's board."""
    if place.board is None:
        return
    name = place.board.name_on(clock.today())
    file, _certificate = keyring.of_board(place.bloc.code, place.board.code, name)
    key = keyfiles.open_key_file(file.read_bytes(), PASSPHRASE)
    preparation = conferences.actions.prepare_paper_signature(
        place, certificate=key.certificate, chain=key.chain, by=place.account
    )
    signature = pades.signature_over(turns.attributes_of(preparation), key.key)
    conferences.actions.finish_paper_signature(place, preparation, signature, by=place.account)


def papers_of(conference: Conference) -> list[SignedPaper]:
    """What was signed, or waits for it."""
    rows = conference.signed_papers.select_related("paper", "ballot", "round__newest__blob")
    return list(rows.order_by("pk"))


def signed_in_figures(signed: SignedPaper) -> dict[str, Any]:
    """Who signed the paper, when and with which certificate."""
    people = signed.signatories.select_related("account", "party__signature")
    return {
        "number": signed.paper.marked,
        "code": signed.code,
        "signatures": [
            {
                "name": str(place.account),
                "part": place.part,
                "certificate": place.party.signature.subject,
                "signed_at": place.party.signature.signed_at,
            }
            for place in people.order_by("party__position")
            if place.party.state == PartyState.SIGNED
        ],
    }
