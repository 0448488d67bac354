"""Who may do what about a bloc's awards."""

import rules

from bloc.permissions import (
    deputises_bloc,
    keeps_blocs,
    of_chiefs_board,
    sat_in_bloc,
    serves_ministry,
    sits_in_bloc,
)
from campaigns.permissions import decides, prepares
from members.permissions import serves_board

# who is of the chief's board vouches for every other one; for that one the deputy does
vouches = (prepares & ~of_chiefs_board) | (deputises_bloc & of_chiefs_board)

# quotas, nominations and proposals of a year: the subject is a Campaign
rules.add_perm("awards.view_nominations", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("awards.give_quota", prepares | keeps_blocs)
rules.add_perm("awards.view_simulator", prepares | deputises_bloc)
rules.add_perm("awards.nominate_boards", prepares)
rules.add_perm("awards.put_to_vote", prepares)
rules.add_perm("awards.view_proposals", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("awards.take_proposals", prepares)

# a board in the year: the subject is a BoardYear, or a Waiver
rules.add_perm("awards.attest_criteria", vouches)
rules.add_perm("awards.grant_waiver", decides)
rules.add_perm("awards.revoke_waiver", decides)

# a dossier: the subject is a Proposal or a DossierPart; other boards do not see it
rules.add_perm("awards.view_dossier", serves_board | serves_ministry | prepares | deputises_bloc)
rules.add_perm("awards.add_dossier_part", serves_board | prepares)
