"""The regulations and plans of the furnished bloc: one adopted, one that boards read."""

from types import SimpleNamespace

import campaigns.actions
from campaigns.models import CharterAnswer
from foundation import clock
from tests import factories as make


def charters(site: SimpleNamespace) -> None:
    """Last year's regulation holds; about this year's plan each board has said something."""
    secretary, chief = site.people["secretary"], site.people["chief"]
    today = clock.today()
    former = site.campaigns[make.YEAR - 1]
    site.adopted_charter = campaigns.actions.draft_charter(former, kind="regulation", by=secretary)
    campaigns.actions.consult_on_charter(site.adopted_charter, comments_due_on=today, by=secretary)
    campaigns.actions.adopt_charter(site.adopted_charter, despite=True, by=chief)
    this = site.campaigns[make.YEAR]
    site.charter = campaigns.actions.draft_charter(this, kind="plan", by=secretary)
    campaigns.actions.consult_on_charter(site.charter, comments_due_on=today, by=secretary)
    for each in site.boards:
        site.opinion = campaigns.actions.answer_charter(
            CharterAnswer(site.charter, each),
            agrees=False,
            text="Đề nghị lùi hạn báo cáo.",
            by=site.leaders[each.pk],
        )
