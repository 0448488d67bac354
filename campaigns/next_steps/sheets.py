"""The buttons of the page of a sheet of points."""

from django.utils.translation import gettext_lazy as _

from campaigns.models import ScoringState, Sheet, SheetKind, SheetState
from campaigns.next_steps import Step, step
from members.models import Account


def of_sheet(sheet: Sheet, account: Account) -> list[Step]:
    """What this person can do with it, the next thing first."""
    if sheet.scoring.state == ScoringState.LOCKED:
        return []
    if sheet.state == SheetState.GIVEN:
        is_official = sheet.kind == SheetKind.OFFICIAL
        label = _("Take the points back") if is_official else _("Return the sheet")
        return step("return_sheet", sheet, account, label)
    return [
        *step("submit_sheet", sheet, account, _("Hand in the sheet")),
        *step("import_sheet", sheet, account, _("Fill it in offline (XLSX)")),
    ]
