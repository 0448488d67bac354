"""Whether a file may be put into a dossier."""

from django.utils.translation import gettext_lazy as _

from awards.models import DossierItem, DossierPart, Proposal
from campaigns.pieces import Piece
from foundation.refusals import Refusal


class PaperNotAsked(Refusal):
    text = _("The dossier for “%(kind)s” does not ask for this paper.")


class SameFile(Refusal):
    text = _("This very file stands there already.")
    field = "file"


def check_add_dossier_part(
    proposal: Proposal, item: DossierItem, former: DossierPart | None, piece: Piece
) -> None:
    """For a paper of the law's list, another file than the one that stands there."""
    if item.kind_id != proposal.kind_id:
        raise PaperNotAsked(kind=proposal.kind.name)
    if former and former.document.blob_id == piece.sha256:
        raise SameFile
