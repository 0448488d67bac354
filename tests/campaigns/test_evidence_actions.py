"""Evidence is brought, linked and withdrawn; every refusal by its own rule."""

import datetime as dt
from types import SimpleNamespace

import pytest

from campaigns import actions
from campaigns.models import Evidence, Proof, ReportState
from campaigns.pieces import Piece
from campaigns.queries import evidence as queries
from campaigns.regulations import evidence as regulations
from foundation.audit.models import Event
from tests import factories as make
from tests.foundation.test_uploads import pdf, picture

PNG = {"media_type": "image/png", "file_name": "anh.png"}


@pytest.fixture
def writing(today, world):
    """A board's report that is being written: two sections and a figure."""
    request = make.ReportRequestFactory(campaign=world.campaign)
    report = make.ReportFactory(request=request, board=world.board)
    sections = [make.SectionFactory(report=report) for _ in range(2)]
    figure = make.FigureFactory(report=report)
    return SimpleNamespace(
        report=report,
        sections=sections,
        figure=figure,
        keys=[f"section-{each.pk}" for each in sections],
        figure_key=f"figure-{figure.pk}",
    )


def a_file(title="Ảnh hội nghị", content=None, **facts):
    return Piece(title=title, content=content or picture("PNG"), **PNG | facts)


LINK = Piece(title="Tin trên báo", url="https://baodautu.example/tin")
DECISION = Piece(
    title="Quyết định khen", decision_number="12/QĐ-UBND", decision_on=dt.date(2026, 3, 1)
)


def proven(evidence):
    return set(queries.keys_of(evidence))


# add_evidence -------------------------------------------------------------------
@pytest.mark.parametrize("piece", [a_file(), LINK, DECISION], ids=["file", "link", "decision"])
def test_add_evidence_proves_several_things_and_writes_it_down(writing, cast, piece):
    proves = [writing.keys[0], writing.figure_key]

    evidence, is_new = actions.add_evidence(writing.report, piece, proves=proves, by=cast["writer"])

    assert is_new
    evidence.refresh_from_db()
    assert proven(evidence) == set(proves)
    assert (evidence.title, evidence.added_by) == (piece.title, cast["writer"])
    (event,) = Event.objects.all()
    assert str(event) == (
        f"writer@khoithidua.example campaigns.add_evidence campaigns.report:{writing.report.pk}"
    )
    assert event.facts == {"title": piece.title}


def test_add_evidence_files_the_bytes_under_board_bloc_and_year(writing, cast):
    content = pdf()
    piece = a_file(content=content, media_type="application/pdf", file_name="../bao cao.exe")

    evidence, _ = actions.add_evidence(
        writing.report, piece, proves=writing.keys, by=cast["writer"]
    )

    document = evidence.document
    assert document.read() == content
    assert document.file_name == "bao cao.pdf"
    filed = (document.owner, document.bloc, document.year, document.filed_by)
    board, bloc = writing.report.board.code, writing.report.bloc.code
    assert filed == (board, bloc, make.YEAR, "writer@khoithidua.example")
    assert (evidence.kind, document.blob.media_type) == ("pdf", "application/pdf")


@pytest.mark.parametrize("piece", [a_file(), LINK, DECISION], ids=["file", "link", "decision"])
def test_add_evidence_again_proves_more_and_is_no_second_one(writing, cast, piece):
    first, _ = actions.add_evidence(
        writing.report, piece, proves=writing.keys[:1], by=cast["writer"]
    )

    again, is_new = actions.add_evidence(
        writing.report, piece, proves=writing.keys, by=cast["leader"]
    )

    assert (again, is_new) == (first, False)
    assert proven(first) == set(writing.keys)
    assert Evidence.objects.count() == 1
    assert Event.objects.count() == 2


def test_add_evidence_twice_is_once(writing, cast):
    for _ in range(2):
        actions.add_evidence(writing.report, a_file(), proves=writing.keys, by=cast["writer"])

    assert (Evidence.objects.count(), Proof.objects.count(), Event.objects.count()) == (1, 2, 1)


def test_what_was_withdrawn_may_be_brought_again(writing, cast):
    first, _ = actions.add_evidence(writing.report, LINK, proves=writing.keys, by=cast["writer"])
    actions.withdraw_evidence(first, by=cast["writer"])

    second, is_new = actions.add_evidence(
        writing.report, LINK, proves=writing.keys, by=cast["writer"]
    )

    assert is_new
    assert second != first


@pytest.mark.parametrize("state", [ReportState.SUBMITTED, ReportState.ACCEPTED])
def test_evidence_of_a_report_in_the_chief_s_hand_stays_as_it_is(writing, cast, state):
    report = writing.report
    evidence, _ = actions.add_evidence(report, LINK, proves=writing.keys, by=cast["writer"])
    report.state, report.submitted_by = state, cast["leader"]
    report.submitted_at = report.begun_at
    report.save()

    for act in (
        lambda: actions.add_evidence(report, DECISION, proves=writing.keys, by=cast["writer"]),
        lambda: actions.link_evidence(evidence, proves=writing.keys[:1], by=cast["writer"]),
        lambda: actions.withdraw_evidence(evidence, by=cast["writer"]),
    ):
        with pytest.raises(regulations.ReportClosed):
            act()

    evidence.refresh_from_db()
    assert proven(evidence) == set(writing.keys)
    assert evidence.withdrawn_at is None


def test_evidence_of_a_returned_report_can_be_mended(writing, cast):
    report = writing.report
    report.state, report.return_reason = ReportState.RETURNED, "Thiếu minh chứng."
    report.submitted_at, report.submitted_by = report.begun_at, cast["leader"]
    report.save()

    actions.add_evidence(report, LINK, proves=writing.keys, by=cast["writer"])

    assert report.evidence.count() == 1


@pytest.mark.parametrize(
    "piece",
    [
        Piece(title="Không có gì"),
        a_file(url="https://baodautu.example"),
        Piece(title="Hai thứ", url="https://a.example", decision_number="1/QĐ"),
        a_file(decision_on=dt.date(2026, 1, 1)),
    ],
    ids=["nothing", "file and link", "link and decision", "file and a day"],
)
def test_add_evidence_wants_exactly_one_thing(writing, cast, piece):
    with pytest.raises(regulations.NotExactlyOne):
        actions.add_evidence(writing.report, piece, proves=writing.keys, by=cast["writer"])

    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    "facts", [{"decision_number": "12/QĐ"}, {"decision_on": dt.date(2026, 1, 1)}]
)
def test_add_evidence_wants_number_and_date_of_a_decision(writing, cast, facts):
    with pytest.raises(regulations.DecisionHalfGiven):
        actions.add_evidence(
            writing.report, Piece(title="QĐ", **facts), proves=writing.keys, by=cast["writer"]
        )


def test_add_evidence_refuses_a_decision_of_tomorrow(writing, today, cast):
    day = today + dt.timedelta(days=1)
    piece = Piece(title="QĐ", decision_number="12/QĐ", decision_on=day)

    with pytest.raises(regulations.DecisionNotYetMade):
        actions.add_evidence(writing.report, piece, proves=writing.keys, by=cast["writer"])


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "ftp://a.example/x", "data:text/html,x", "//a.example", "file:/x"],
)
def test_add_evidence_refuses_addresses_that_are_not_of_the_web(writing, cast, url):
    piece = Piece(title="Liên kết", url=url)

    with pytest.raises(regulations.LinkUnsafe):
        actions.add_evidence(writing.report, piece, proves=writing.keys, by=cast["writer"])


def test_add_evidence_wants_something_that_it_proves(writing, cast):
    with pytest.raises(regulations.ProvesNothing):
        actions.add_evidence(writing.report, LINK, proves=[], by=cast["writer"])


def test_add_evidence_proves_nothing_of_another_report(writing, cast):
    other = make.SectionFactory()

    with pytest.raises(regulations.ProvesWhatIsGone):
        actions.add_evidence(
            writing.report, LINK, proves=[f"section-{other.pk}"], by=cast["writer"]
        )

    assert not Proof.objects.exists()


def test_add_evidence_stops_where_the_board_is_full(writing, cast, settings):
    small, large = picture("PNG"), picture("PNG", (400, 300))
    settings.EVIDENCE_LIMIT = len(small) + len(large) - 1
    report = writing.report
    actions.add_evidence(report, a_file(content=small), proves=writing.keys, by=cast["writer"])

    with pytest.raises(regulations.BoardFull) as refused:
        actions.add_evidence(report, a_file(content=large), proves=writing.keys, by=cast["writer"])

    assert str(make.YEAR) in str(refused.value)
    assert report.evidence.count() == 1


def test_withdrawn_files_go_on_counting_for_they_stay_kept(writing, cast, settings):
    small, large = picture("PNG"), picture("PNG", (400, 300))
    settings.EVIDENCE_LIMIT = len(small) + len(large) - 1
    evidence, _ = actions.add_evidence(
        writing.report, a_file(content=small), proves=writing.keys, by=cast["writer"]
    )
    actions.withdraw_evidence(evidence, by=cast["writer"])

    with pytest.raises(regulations.BoardFull):
        actions.add_evidence(
            writing.report, a_file(content=large), proves=writing.keys, by=cast["writer"]
        )


def test_a_file_of_two_reports_of_a_year_counts_once(writing, cast, settings):
    content = picture("PNG")
    settings.EVIDENCE_LIMIT = len(content)
    second = make.ReportFactory(
        request=make.ReportRequestFactory(campaign=writing.report.campaign, kind="midyear"),
        board=writing.report.board,
    )
    section = make.SectionFactory(report=second)
    piece = a_file(content=content)

    actions.add_evidence(writing.report, piece, proves=writing.keys, by=cast["writer"])
    actions.add_evidence(second, piece, proves=[f"section-{section.pk}"], by=cast["writer"])

    assert queries.bytes_of(writing.report.board, make.YEAR) == len(content)
    assert Evidence.objects.count() == 2


def test_add_evidence_stops_at_so_many_pieces(writing, cast, monkeypatch):
    monkeypatch.setattr(regulations, "MOST_PIECES", 1)
    actions.add_evidence(writing.report, LINK, proves=writing.keys, by=cast["writer"])

    with pytest.raises(regulations.TooManyPieces):
        actions.add_evidence(writing.report, DECISION, proves=writing.keys, by=cast["writer"])


# link_evidence ------------------------------------------------------------------
def test_link_evidence_proves_more_and_less(writing, cast):
    evidence, _ = actions.add_evidence(
        writing.report, LINK, proves=writing.keys[:1], by=cast["writer"]
    )

    actions.link_evidence(evidence, proves=[writing.keys[1], writing.figure_key], by=cast["leader"])

    assert proven(evidence) == {writing.keys[1], writing.figure_key}
    assert Event.objects.filter(verb="campaigns.link_evidence").count() == 1


def test_link_evidence_with_nothing_changed_writes_nothing_down(writing, cast):
    evidence, _ = actions.add_evidence(writing.report, LINK, proves=writing.keys, by=cast["writer"])

    actions.link_evidence(evidence, proves=writing.keys, by=cast["leader"])

    assert not Event.objects.filter(verb="campaigns.link_evidence").exists()


def test_link_evidence_refuses_nothing_and_strange_things(writing, cast):
    evidence, _ = actions.add_evidence(writing.report, LINK, proves=writing.keys, by=cast["writer"])

    with pytest.raises(regulations.ProvesNothing):
        actions.link_evidence(evidence, proves=[], by=cast["writer"])
    with pytest.raises(regulations.ProvesWhatIsGone):
        actions.link_evidence(evidence, proves=["figure-0"], by=cast["writer"])

    assert proven(evidence) == set(writing.keys)


def test_link_evidence_refuses_what_was_withdrawn(writing, cast):
    evidence, _ = actions.add_evidence(writing.report, LINK, proves=writing.keys, by=cast["writer"])
    actions.withdraw_evidence(evidence, by=cast["writer"])

    with pytest.raises(regulations.EvidenceWithdrawn):
        actions.link_evidence(evidence, proves=writing.keys, by=cast["writer"])


# withdraw_evidence --------------------------------------------------------------
def test_withdraw_evidence_keeps_the_file_and_is_done_once(writing, cast):
    evidence, _ = actions.add_evidence(
        writing.report, a_file(), proves=writing.keys, by=cast["writer"]
    )

    actions.withdraw_evidence(evidence, by=cast["leader"])
    actions.withdraw_evidence(evidence, by=cast["writer"])

    evidence.refresh_from_db()
    assert evidence.withdrawn_by == cast["leader"]
    assert evidence.document.read() == picture("PNG")
    assert queries.evidence_of(writing.report) == []
    assert Event.objects.filter(verb="campaigns.withdraw_evidence").count() == 1


# what is known ------------------------------------------------------------------
def test_evidence_of_a_report_is_one_query(writing, cast, django_assert_num_queries):
    for number in range(5):
        piece = a_file(title=f"Ảnh {number}", content=picture("PNG", (40 + number, 30)))
        proves = [*writing.keys, writing.figure_key]
        actions.add_evidence(writing.report, piece, proves=proves, by=cast["writer"])

    with django_assert_num_queries(1):
        rows = queries.evidence_of(writing.report)
        said = [(row.title, row.kind, sorted(row.proves), str(row.added_by)) for row in rows]

    keys = sorted([*writing.keys, writing.figure_key])
    assert said == [(f"Ảnh {number}", "image", keys, "writer") for number in range(5)]


def elsewhere(writing, board, year, cast, **facts):
    """The same picture in a report of that board and year."""
    campaign = make.CampaignFactory(
        bloc=facts.get("bloc") or writing.report.bloc,
        year=year,
        opens_on=dt.date(year, 1, 1),
        closes_on=dt.date(year, 12, 31),
    ) if year != make.YEAR else writing.report.campaign  # fmt: skip
    kind = facts.get("kind", "annual")
    request = campaign.report_requests.filter(kind=kind).first() or make.ReportRequestFactory(
        campaign=campaign, kind=kind
    )
    report = make.ReportFactory(request=request, board=board)
    section = make.SectionFactory(report=report)
    report.first_submitted_at = None if facts.get("is_draft") else report.begun_at
    report.save()
    return actions.add_evidence(
        report, a_file(), proves=[f"section-{section.pk}"], by=cast["writer"]
    )[0]


def test_the_same_file_of_another_board_or_year_is_found(
    writing, world, cast, django_assert_num_queries
):
    report = writing.report
    actions.add_evidence(report, a_file(), proves=writing.keys, by=cast["writer"])
    elsewhere(writing, world.deputy, make.YEAR, cast)
    elsewhere(writing, world.board, make.YEAR - 1, cast)
    elsewhere(writing, world.board, make.YEAR, cast, kind="midyear")  # no reuse: same year
    withdrawn = elsewhere(writing, world.chief, make.YEAR, cast)
    actions.withdraw_evidence(withdrawn, by=cast["chief"])
    elsewhere(writing, world.chief, make.YEAR - 2, cast, is_draft=True)

    rows = queries.evidence_of(report)
    with django_assert_num_queries(1):
        found = queries.uses_elsewhere(report, rows)

    (uses,) = found.values()
    names = {board.pk: board.short_name for board in (world.deputy, world.board)}
    assert [(use["board"], use["year"]) for use in uses] == [
        (names[world.deputy.pk], make.YEAR),
        (names[world.board.pk], make.YEAR - 1),
    ]


def test_nothing_is_asked_where_there_is_no_file(writing, cast, django_assert_num_queries):
    actions.add_evidence(writing.report, LINK, proves=writing.keys, by=cast["writer"])
    rows = queries.evidence_of(writing.report)

    with django_assert_num_queries(0):
        assert queries.uses_elsewhere(writing.report, rows) == {}


def test_a_version_keeps_what_stood_in_the_report(writing, cast):
    actions.add_evidence(writing.report, DECISION, proves=writing.keys, by=cast["writer"])

    assert queries.as_json(writing.report) == [
        {
            "title": "Quyết định khen",
            "kind": "decision",
            "sha256": "",
            "url": "",
            "decision_number": "12/QĐ-UBND",
            "decision_on": "2026-03-01",
            "sections": [section.pk for section in writing.sections],
            "figures": [],
        }
    ]
