"""Verdicts and facts in words."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.eligibility import Check, Finding, Verdict
from awards.selection import Place
from campaigns.points import point_words
from campaigns.reasons import reason_words

PLACES = {
    Place.CHOSEN: gettext_lazy("within the quota"),
    Place.TIED: gettext_lazy("tied, the conference decides"),
    Place.BEYOND: gettext_lazy("beyond the quota"),
    Place.TAKEN: gettext_lazy("stands for another award"),
    Place.OPEN: gettext_lazy("to be attested"),
    Place.INELIGIBLE: gettext_lazy("not eligible"),
    Place.LEFT_OUT: gettext_lazy("left out"),
}
VERDICTS = {
    Verdict.MET: gettext_lazy("met"),
    Verdict.FAILED: gettext_lazy("not met"),
    Verdict.OPEN: gettext_lazy("to be attested"),
}


def fact_words(
    finding: Finding, standing: Any, attested: Mapping[str, Any] | None, titles: Mapping[UUID, str]
) -> str:
    """By what a criterion was judged; nothing while it is open."""
    if finding.verdict == Verdict.OPEN:
        return ""
    if finding.fact is None and attested:
        return _("%(grounds)s (attested by %(person)s)") % {
            "grounds": attested["grounds"],
            "person": attested["by"],
        }
    return computed_words(finding, standing, titles)


def computed_words(finding: Finding, standing: Any, titles: Mapping[UUID, str]) -> str:
    """The fact that we know ourselves."""
    check = finding.rule.check
    if check in {Check.RANKED, Check.RANK_WITHIN}:
        if standing.rank is None:
            return "; ".join(reason_words(reason, titles) for reason in standing.exclusions)
        return _("rank %(rank)s") % {"rank": standing.rank}
    if check == Check.SCORE_AT_LEAST:
        return _("%(percent)s %% of the highest score") % {"percent": point_words(finding.fact)}
    if check == Check.REPORTED:
        return _("accepted") if finding.fact else _("no annual report was accepted")
    if check == Check.SEATED_ALL_YEAR:
        return "" if finding.fact else _("was no member on every day of the year")
    return ", ".join(map(str, finding.fact or ()))
