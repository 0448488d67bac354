"""What stands in the dossier of a proposal."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint

from awards.models.proposal import Proposal
from awards.models.terms import DossierItem
from bloc.models import Bloc
from foundation import clock
from foundation.constraints import together
from foundation.documents.models import Document


@pghistory.track()
class DossierPart(models.Model):
    """A file that was put into a dossier for one of its papers (thành phần hồ sơ đã có).

    Another one for the same paper replaces it; the former stays kept.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="parts")
    item = models.ForeignKey(DossierItem, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["proposal", "item", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["proposal", "item"],
                condition=Q(replaced_at=None),
                name="a_paper_of_a_dossier_has_one_file",
            ),
            together("replaced_at", "replaced_by", name="dossier_replacement_is_signed"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.item}"

    @property
    def board_id(self) -> int:
        return self.proposal.board_id

    @property
    def bloc(self) -> Bloc:
        return self.proposal.bloc

    @property
    def year(self) -> int:
        return self.proposal.year
