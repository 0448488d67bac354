"""Who may do what in a bloc's year."""

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
from members.permissions import serves_board

# the chief decides about every board but the own one; about that the deputy does
decides = (leads_bloc & ~serves_board) | (deputises_bloc & of_chiefs_board)
prepares = leads_bloc | keeps_books
oversees = prepares | deputises_bloc | serves_ministry

# the year: the subject is a Campaign, or a BlocYear to open one
rules.add_perm("campaigns.view_campaign", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("campaigns.open_campaign", prepares)
rules.add_perm("campaigns.view_progress", oversees)
rules.add_perm("campaigns.view_papers", sits_in_bloc | serves_ministry)
rules.add_perm("campaigns.register_paper", prepares)
rules.add_perm("campaigns.cancel_paper", prepares)
rules.add_perm("campaigns.remind_late", prepares | serves_ministry)

# evidence: the subject is a Report, or a piece of its Evidence
rules.add_perm("campaigns.add_evidence", serves_board)
rules.add_perm("campaigns.link_evidence", serves_board)
rules.add_perm("campaigns.withdraw_evidence", serves_board)
rules.add_perm("campaigns.view_reuse", oversees & ~serves_board)
