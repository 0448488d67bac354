"""Who may do what with a bloc's year."""

import rules

from bloc.permissions import keeps_books, leads_bloc, sat_in_bloc, serves_ministry, sits_in_bloc

rules.add_perm("campaigns.view_campaign", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("campaigns.open_campaign", leads_bloc | keeps_books)
