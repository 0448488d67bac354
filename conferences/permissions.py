"""Who may do what at a bloc's conferences."""

import rules

from bloc.permissions import keeps_books, leads_bloc, sat_in_bloc, serves_ministry, sits_in_bloc
from conferences.queries.attendance import stands_for
from members.permissions import leads_board, serves_board


@rules.predicate
def votes_for_board(account, subject):
    """The person is the board's delegate; where none is named, leads it."""
    if hasattr(subject, "conference"):
        return stands_for(account, subject)
    return account.leads(subject.board_id)


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
