"""Two clicks at the same moment: one piece of evidence."""

import pytest

from campaigns import actions
from campaigns.models import Evidence, Proof, Report
from campaigns.pieces import Piece
from campaigns.regulations import evidence as regulations
from foundation.documents.models import Blob
from tests import factories as make
from tests.bloc.test_races import at_once
from tests.foundation.test_uploads import picture
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

pytestmark = [pytest.mark.usefixtures("committed", "today")]


def a_report(world, kind):
    request = make.ReportRequestFactory(campaign=world.campaign, kind=kind)
    report = make.ReportFactory(request=request, board=world.board)
    return report, [f"section-{make.SectionFactory(report=report).pk}"]


def bring(report, proves, content, by):
    """Adds the picture as if a request of its own had read the report."""
    fresh = Report.objects.get(pk=report.pk)
    piece = Piece(title="Ảnh", content=content, media_type="image/png", file_name="a.png")
    return lambda: actions.add_evidence(fresh, piece, proves=proves, by=by)


def test_a_double_click_adds_one(world, cast):
    report, proves = a_report(world, "annual")
    content = picture("PNG")

    outcomes = at_once(*[bring(report, proves, content, cast["writer"]) for _ in range(4)])

    assert [is_new for _evidence, is_new in outcomes].count(True) == 1
    counts = Evidence.objects.count(), Proof.objects.count(), Blob.objects.count()
    assert counts == (1, 1, 1)


def test_two_reports_at_once_cannot_take_the_same_room(world, cast, settings):
    first, second = a_report(world, "annual"), a_report(world, "midyear")
    small, large = picture("PNG", (300, 300)), picture("PNG", (301, 300))
    settings.EVIDENCE_LIMIT = len(small) + len(large) - 1

    outcomes = at_once(bring(*first, small, cast["writer"]), bring(*second, large, cast["leader"]))

    assert outcomes.count(regulations.BoardFull) == 1
    assert Evidence.objects.count() == 1
