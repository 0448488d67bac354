"""Who may do what at a bloc's conferences."""

import rules

from bloc.permissions import keeps_books, leads_bloc, sat_in_bloc, serves_ministry, sits_in_bloc
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
    conference = getattr(subject, "conference", None)
    return conference is not None and is_chair(conference, account)


@rules.predicate
def is_the_teller(account, subject):
    """The subject is the person's own part in counting."""
    return getattr(subject, "account_id", None) == account.pk


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
rules.add_perm("conferences.set_pass_phrase", is_the_teller)
rules.add_perm("conferences.try_pass_phrase", is_the_teller)
rules.add_perm("conferences.give_part", is_the_teller)
rules.add_perm("conferences.enter_hand_count", is_the_teller)
rules.add_perm("conferences.enter_hands", is_the_teller)
