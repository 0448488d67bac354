"""The dossier of a proposal is put together."""

from django.db import transaction

from awards.models import DossierItem, DossierPart, Proposal
from awards.queries.dossiers import part_in_force
from awards.regulations import dossiers as regulations
from campaigns.pieces import Piece
from foundation import clock
from foundation.audit.log import record
from foundation.documents.keeping import file_document
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def add_dossier_part(
    proposal: Proposal, item: DossierItem, piece: Piece, *, by: Account
) -> DossierPart:
    """Put a file into the dossier, or another one in its place (bổ sung hồ sơ).

    What stood there stays kept. Raises PaperNotAsked and SameFile.
    """
    lock(proposal)
    former = part_in_force(proposal, item)
    regulations.check_add_dossier_part(proposal, item, former, piece)
    if former:
        former.replaced_at, former.replaced_by = clock.now(), by
        former.save(update_fields=["replaced_at", "replaced_by"])
    document = file_document(
        piece.content,
        media_type=piece.media_type,
        title=piece.title,
        file_name=piece.safe_name,
        owner=proposal.board.code,
        bloc=proposal.bloc.code,
        year=proposal.year,
        filed_by=by.get_username(),
    )
    told = {"paper": item.title, "board": proposal.board.short_name, "kind": proposal.kind.name}
    record("awards.add_dossier_part", proposal.campaign, by=by, **told)
    return DossierPart.objects.create(proposal=proposal, item=item, document=document, added_by=by)
