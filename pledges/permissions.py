"""Who may do what with a pledge; a Signatory is a board's place under it."""

import rules

from bloc.permissions import (
    deputises_bloc,
    keeps_books,
    leads_bloc,
    of_chiefs_board,
    sat_in_bloc,
    serves_ministry,
    sits_in_bloc,
)
from members.permissions import clerks_board, leads_board, serves_board

# the text, and its way to the boards: the subject is a Pledge (or its Campaign, to begin one)
rules.add_perm("pledges.view_pledge", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("pledges.draft_pledge", leads_bloc | keeps_books)
rules.add_perm("pledges.edit_pledge", leads_bloc | keeps_books)
rules.add_perm("pledges.consult_boards", leads_bloc | keeps_books)
rules.add_perm("pledges.answer_comment", leads_bloc | keeps_books)
rules.add_perm("pledges.remind_boards", leads_bloc | keeps_books)
rules.add_perm("pledges.issue_pledge", leads_bloc)
rules.add_perm("pledges.redraw_pledge", leads_bloc)
rules.add_perm("pledges.close_pledge", leads_bloc)
rules.add_perm("pledges.withdraw_pledge", leads_bloc)

# a board's answer: the subject is an Answer (pledge and board), or one Comment of it
rules.add_perm("pledges.comment_on_pledge", serves_board)
rules.add_perm("pledges.withdraw_comment", serves_board)
rules.add_perm("pledges.agree_to_pledge", leads_board)

# a board's signature: the subject is a Signatory
rules.add_perm("pledges.release_pledge", leads_board)
rules.add_perm("pledges.prepare_signature", leads_board | clerks_board)
rules.add_perm("pledges.finish_signature", leads_board | clerks_board)
rules.add_perm("pledges.give_up_signature", leads_board | clerks_board)
rules.add_perm("pledges.sign_with_key_file", leads_board | clerks_board)
rules.add_perm("pledges.sign_remotely", leads_board | clerks_board)
rules.add_perm("pledges.upload_signed", leads_board | clerks_board)
rules.add_perm("pledges.upload_scan", leads_board | clerks_board)
rules.add_perm("pledges.decline_pledge", leads_board)
rules.add_perm("pledges.take_back_refusal", leads_board)

confirms = (keeps_books & ~of_chiefs_board) | (deputises_bloc & of_chiefs_board)
rules.add_perm("pledges.confirm_scan", confirms)
rules.add_perm("pledges.reject_scan", confirms)
