"""Who may do what at a bloc's conferences."""

import rules

from bloc import queries as bloc_queries
from bloc.models import Office
from bloc.permissions import (
    bloc_of,
    deputises_bloc,
    keeps_books,
    leads_bloc,
    sat_in_bloc,
    serves_ministry,
    sits_in_bloc,
)
from conferences.models import Conference
from conferences.queries.attendance import stands_for
from conferences.queries.conferences import is_chair
from members.permissions import leads_board, serves_board


@rules.predicate
def votes_for_board(account, subject):
    """The person is the board's delegate; where none is named, leads it."""
    if hasattr(subject, "conference"):
        return stands_for(account, subject)
    return account.leads(subject.board_id)


@rules.predicate
def chairs_conference(account, subject):
    """The person chairs the conference that this is about."""
    if hasattr(subject, "is_chaired"):
        return subject.is_chaired  # as it was asked (queries.ballots.ballots_visible_to)
    conference = conference_of(subject)
    return conference is not None and is_chair(conference, account)


def conference_of(subject):
    """The conference itself, or that of what belongs to it."""
    return subject if isinstance(subject, Conference) else getattr(subject, "conference", None)


@rules.predicate
def writes_minutes(account, subject):
    """The person is the secretary of this conference."""
    conference = conference_of(subject)
    return conference is not None and conference.secretary_id == account.pk


@rules.predicate
def is_theirs(account, subject):
    """The subject is the person's own part: in counting, or under a paper."""
    return getattr(subject, "account_id", None) == account.pk


@rules.predicate
def leads_bloc_next(account, subject):
    """The person leads the board that is chief of the year after the subject's."""
    held = bloc_queries.offices(account, bloc_of(subject), subject.year + 1)
    return Office.CHIEF in held and account.leads(held[Office.CHIEF])


@rules.predicate
def keeps_books_next(account, subject):
    """The person is the secretary of the year after the subject's."""
    return bloc_queries.secretary_of(account, bloc_of(subject), subject.year + 1) == account.pk


prepares = leads_bloc | keeps_books

# the conference and its agenda: the subject is a Conference, or a Campaign to call one; an
# AgendaItem, an AgendaDocument
rules.add_perm("conferences.view_conference", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("conferences.call_conference", prepares)
rules.add_perm("conferences.change_conference", prepares)
rules.add_perm("conferences.call_off_conference", prepares)
rules.add_perm("conferences.add_agenda_item", prepares)
rules.add_perm("conferences.change_agenda_item", prepares)
rules.add_perm("conferences.move_agenda_item", prepares)
rules.add_perm("conferences.remove_agenda_item", prepares)
rules.add_perm("conferences.add_agenda_document", prepares)
rules.add_perm("conferences.remove_agenda_document", prepares)

# who comes: the subject is a Conference, an Invitation of a board or a guest, or a
# BoardAtConference; a guest answers by an address that is signed, without an account
rules.add_perm("conferences.invite_guest", prepares)
rules.add_perm("conferences.withdraw_guest", prepares)
rules.add_perm("conferences.issue_invitations", leads_bloc)
rules.add_perm("conferences.answer_invitation", serves_board | keeps_books)
rules.add_perm("conferences.name_delegate", leads_board)
rules.add_perm("conferences.authorise_by_paper", serves_board | keeps_books)

# who is there: the subject is a BoardAtConference, an Invitation, a Conference, an AgendaItem
rules.add_perm("conferences.check_in", prepares | votes_for_board)
rules.add_perm("conferences.check_out", prepares)
rules.add_perm("conferences.check_in_guest", prepares)
rules.add_perm("conferences.begin_agenda_item", prepares)
rules.add_perm("conferences.open_conference", prepares | writes_minutes | chairs_conference)
rules.add_perm("conferences.close_conference", prepares | writes_minutes | chairs_conference)

# the minutes: the subject is a Conference, an AgendaItem, a Speech
rules.add_perm("conferences.note_speech", prepares | writes_minutes)
rules.add_perm("conferences.change_speech", prepares | writes_minutes)
rules.add_perm("conferences.remove_speech", prepares | writes_minutes)
rules.add_perm("conferences.write_conclusion", prepares | writes_minutes)
rules.add_perm("conferences.agree_minutes", leads_bloc | chairs_conference)

# what is signed: the subject is the person's own place under a paper, or a SignedPaper
rules.add_perm("conferences.prepare_paper_signature", is_theirs)
rules.add_perm("conferences.finish_paper_signature", is_theirs)
rules.add_perm("conferences.give_up_paper_signature", is_theirs)
rules.add_perm("conferences.sign_paper_with_key_file", is_theirs)
rules.add_perm("conferences.upload_signed_paper", is_theirs)
rules.add_perm("conferences.issue_notice", leads_bloc)
rules.add_perm("conferences.scan_signed_paper", prepares | writes_minutes)
rules.add_perm("conferences.confirm_signed_scan", leads_bloc | chairs_conference)
rules.add_perm("conferences.reject_signed_scan", leads_bloc | chairs_conference)

# what the public reads: the subject is a Conference, a ConferencePhoto
rules.add_perm("conferences.add_conference_photo", prepares | writes_minutes)
rules.add_perm("conferences.remove_conference_photo", prepares | writes_minutes)
rules.add_perm("conferences.write_public_summary", prepares | writes_minutes)
rules.add_perm("conferences.publish_conference", leads_bloc)
rules.add_perm("conferences.withdraw_publication", leads_bloc)

# what is voted on: the subject is a Conference, a ConferenceBallot, or a BoardAtBallot
rules.add_perm("conferences.name_tellers", prepares)
rules.add_perm("conferences.prepare_ballot", prepares)
rules.add_perm("conferences.change_ballot", prepares)
rules.add_perm("conferences.freeze_ballot", prepares)
rules.add_perm("conferences.repeat_ballot", prepares)
rules.add_perm("conferences.give_paper", prepares)
rules.add_perm("conferences.open_ballot", leads_bloc | chairs_conference)
rules.add_perm("conferences.close_ballot", leads_bloc | chairs_conference)
rules.add_perm("conferences.declare_ballot", leads_bloc | chairs_conference)
rules.add_perm("conferences.void_ballot", leads_bloc | chairs_conference)
rules.add_perm("conferences.cast_vote", votes_for_board)

# who counts: the subject is the person's own Teller, or a TellerAtBallot
rules.add_perm("conferences.set_pass_phrase", is_theirs)
rules.add_perm("conferences.try_pass_phrase", is_theirs)
rules.add_perm("conferences.give_part", is_theirs)
rules.add_perm("conferences.enter_hand_count", is_theirs)
rules.add_perm("conferences.enter_hands", is_theirs)

# who serves next: the subject is a BoardAtConference
rules.add_perm("conferences.agree_to_stand", leads_board)
rules.add_perm("conferences.withdraw_consent", leads_board)

# a year passes on: the subject is a Campaign, or its HandOver; the new chief's people count by
# the year after
heads = leads_bloc | keeps_books | leads_bloc_next | keeps_books_next
rules.add_perm("conferences.view_hand_over", heads | deputises_bloc | serves_ministry)
rules.add_perm("conferences.view_archive", heads)
rules.add_perm("conferences.prepare_hand_over", prepares)
rules.add_perm("conferences.hand_over_year", leads_bloc)
rules.add_perm("conferences.receive_year", leads_bloc_next)
