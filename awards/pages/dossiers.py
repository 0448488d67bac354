"""A dossier, paper by paper: what is there, and what is missing."""

from typing import Any

from awards.models import DossierPart, Proposal
from awards.queries.dossiers import dossiers_of, items_of, parts_of
from campaigns.models import Campaign
from members.models import Account


def of_year(campaign: Campaign, account: Account) -> dict[str, Any]:
    """The dossiers of the year that the person may read, and how far they are."""
    rows = dossiers_of(campaign)
    for row in rows:
        row.campaign = campaign
    return {"rows": [row for row in rows if account.has_perm("awards.view_dossier", row)]}


def of_proposal(proposal: Proposal, account: Account) -> dict[str, Any]:
    """Every paper of the law's list with its file; what was replaced stands below it."""
    held: dict[int, list[DossierPart]] = {}
    for part in parts_of(proposal):
        held.setdefault(part.item_id, []).append(part)
    lines = [line_of(item, held.get(item.pk, [])) for item in items_of(proposal)]
    return {
        "proposal": proposal,
        "lines": lines,
        "missing": [line["item"] for line in lines if line["is_missing"]],
        "adds": account.has_perm("awards.add_dossier_part", proposal),
    }


def line_of(item: Any, parts: list[DossierPart]) -> dict[str, Any]:
    """A paper, the file in force and the former ones."""
    newest = next((part for part in parts if part.replaced_at is None), None)
    return {
        "item": item,
        "part": newest,
        "former": [part for part in parts if part.replaced_at],
        "is_missing": newest is None and item.is_required,
    }
