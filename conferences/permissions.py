"""Who may do what at a bloc's conferences."""

import rules

from bloc.permissions import keeps_books, leads_bloc, sat_in_bloc, serves_ministry, sits_in_bloc
from members.permissions import leads_board, serves_board

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
