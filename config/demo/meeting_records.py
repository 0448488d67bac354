"""What the demo leaves of the closing conference: invitation, minutes of counts, their files."""

from pathlib import Path
from typing import Any

from campaigns.models import Campaign
from conferences.models import BallotStage, Conference, ConferenceBallot, ConferenceKind
from conferences.papers import (
    bulletin,
    count,
    count_word,
    invitation,
    invitation_word,
    minutes,
    minutes_word,
    notice,
    signing,
)
from conferences.queries import ballots as queries
from conferences.queries.attendance import quorum_of
from conferences.queries.minutes import minutes_of
from conferences.queries.signing import notice_of
from config.demo.minutes import papers_of, signed_in_figures
from foundation.documents import library
from foundation.documents.keeping import write_for_good

INVENTED = "người dự, phiếu bầu và số phiếu do bản trình diễn đặt ra"


def closing_of(campaign: Campaign) -> Conference | None:
    """The year's closing conference."""
    rows = campaign.conferences.filter(kind=ConferenceKind.YEAR_END, called_off_at=None)
    return rows.select_related("campaign__bloc", "host").first()


def declared_at(conference: Conference) -> list[ConferenceBallot]:
    rows = conference.ballots.filter(state=BallotStage.DECLARED).select_related("box")
    return list(rows.order_by("position"))


def write_meeting(campaign: Campaign, folder: Path) -> list[str]:
    """The invitation, and of each ballot minutes and the file to count it anew; their names."""
    conference = closing_of(campaign)
    if conference is None:
        return []
    said = invitation.of_invitation(conference)
    papers = {
        invitation.file_name(conference, "pdf"): drawn(invitation.TEMPLATE, said),
        invitation.file_name(conference, "docx"): invitation_word.word_of(said),
    }
    for signed in papers_of(conference):
        if signed.round:
            papers[signing.file_name(signed)] = signed.round.newest.read()
    if minutes_of(conference).agreed_at:
        held = minutes.of_minutes(conference)
        papers[minutes.file_name(conference, "docx")] = minutes_word.word_of(held)
    if told := notice_of(conference):
        words = notice.of_notice(conference, told.paper, told.issued_by)
        papers[notice.file_name(conference, "docx")] = notice.word_of(words)
    for ballot in declared_at(conference):
        counted = count.of_count(ballot)
        papers[count.file_name(ballot, "docx")] = count_word.word_of(counted)
        papers[bulletin.file_name(ballot)] = bulletin.bulletin_of(ballot).encode()
    for name, content in papers.items():
        write_for_good(folder / name, content)
    return list(papers)


def drawn(template: str, said: dict[str, Any]) -> bytes:
    """A paper as PDF."""
    return library.draw(template, paper=said).pdf


def conference_in_figures(campaign: Campaign) -> dict[str, Any] | None:
    """Who was there, what was voted on by which rules, and who leads the next year."""
    conference = closing_of(campaign)
    if conference is None:
        return None
    quorum = quorum_of(conference)
    terms = campaign.bloc.terms.filter(year=campaign.year + 1).order_by("office", "since")
    return {
        "invented": INVENTED,
        "held_on": conference.held_on,
        "place": conference.place,
        "members": quorum.boards,
        "present": quorum.present,
        "wanted": quorum.wanted,
        "papers": {
            signing.file_name(each): signed_in_figures(each) for each in papers_of(conference)
        },
        "ballots": [ballot_in_figures(ballot) for ballot in declared_at(conference)],
        "offices": {term.office: term.board.code for term in terms},
    }


def ballot_in_figures(ballot: ConferenceBallot) -> dict[str, Any]:
    """Rules, papers and result, as the screen and the minutes have them."""
    outcome = queries.outcome_of(ballot)
    assert outcome, "it was declared"
    options = {each.key: each for each in queries.options_of(ballot)}
    written = outcome.written()
    lines = [
        {
            "option": options[line["option"]].text,
            "board": options[line["option"]].board.code if options[line["option"]].board else None,
            "votes": line["agree"],
            "against": line["disagree"],
            "share_of_members": line["share"],
            "passed": line["has_passed"],
        }
        for line in written.pop("lines")
    ]
    return {
        "title": ballot.title,
        "purpose": ballot.purpose,
        "rules": queries.rules_of(ballot).written(),
        "electors": len(ballot.box.asks["names"]) if ballot.box else written["members"],
        "threshold": written.pop("needed"),
        **written,
        "result": lines,
        "fingerprint": queries.fingerprint_of(ballot) if ballot.box else None,
        "file": bulletin.file_name(ballot) if ballot.box else None,
        "minutes": count.file_name(ballot, "pdf"),
    }
