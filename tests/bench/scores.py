"""A bloc of sixteen boards scored by sixty lines, three figures each: read, ranked, imported."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from types import SimpleNamespace

from django.db import connection
from openpyxl import load_workbook

from campaigns import ranking, spreadsheets
from campaigns.layouts import Layout
from campaigns.models import Campaign, Mark, ScoringTable, Sheet, SheetKind, SheetState
from campaigns.queries import scores, tables
from campaigns.queries.group_sums import measure_in_force, official_sums
from foundation import clock
from foundation.documents import spreadsheet
from tests import factories as make
from tests.bench.racing import Race, race

BOARDS, GROUPS, LINES = 16, 5, 12  # lines of each group: sixty in all
ROUNDS = 15
RAW = """
    WITH sums AS (
        SELECT sheet.board_id, line.group_id, sum(mark.points) AS points
        FROM campaigns_mark mark
        JOIN campaigns_sheet sheet ON sheet.id = mark.sheet_id
        JOIN campaigns_scoring scoring ON scoring.id = sheet.scoring_id
        JOIN campaigns_criterion line ON line.id = mark.criterion_id
        WHERE scoring.campaign_id = %s AND sheet.state = 'given' AND sheet.kind = 'official'
        GROUP BY sheet.board_id, line.group_id
    ), totals AS (
        SELECT sums.board_id,
            jsonb_object_agg(part.key, least(sums.points, part.maximum)) AS groups,
            least(sum(least(sums.points, part.maximum)), scale.maximum) AS total
        FROM sums
        JOIN campaigns_group part ON part.id = sums.group_id
        JOIN campaigns_scoringtable scale ON scale.id = part.table_id
        GROUP BY sums.board_id, scale.maximum
    )
    SELECT board_id, groups, total, rank() OVER (ORDER BY total DESC) FROM totals
"""


def furnish() -> SimpleNamespace:
    """A year in which everything has been handed in."""
    bloc = make.BlocFactory()
    boards = [make.SeatFactory(bloc=bloc, position=place + 1).board for place in range(BOARDS)]
    campaign = make.CampaignFactory(bloc=bloc)
    table = written_table(campaign)
    scoring = make.ScoringFactory(campaign=campaign)
    for board, checker in pairwise([*boards, boards[0]]):
        for kind, scorer in (
            (SheetKind.SELF, board), (SheetKind.CROSS, checker), (SheetKind.OFFICIAL, checker)
        ):  # fmt: skip
            fill(table, make.SheetFactory(
                scoring=scoring, table=table, board=board, scorer=scorer, kind=kind
            ))  # fmt: skip
    return SimpleNamespace(bloc=bloc, boards=boards, campaign=campaign, table=table)


def written_table(campaign: Campaign) -> ScoringTable:
    """Five groups of twelve lines, in force."""
    table = make.ScoringTableFactory(campaign=campaign)
    for position in range(1, GROUPS + 1):
        group = make.GroupFactory(table=table, position=position, maximum=200)
        for place in range(1, LINES + 1):
            make.CriterionFactory(group=group, position=place, maximum=20)
    by, now = table.drafted_by, clock.now()
    ScoringTable.objects.filter(pk=table.pk).update(
        state="approved", comments_due_on=now.date(), approved_at=now, approved_by=by
    )
    found = tables.table_in_force(campaign)
    assert found, "it has just been approved"
    return found


def fill(table: ScoringTable, sheet: Sheet) -> None:
    """Every line has points, each board other ones; the sheet has been handed in."""
    lines = scores.criteria_of(table)
    Mark.objects.bulk_create(
        Mark(
            sheet=sheet,
            criterion=line,
            minimum=line.minimum,
            maximum=line.maximum,
            points=Decimal((sheet.board_id * 7 + place * 3) % 20),
        )
        for place, line in enumerate(lines)
    )
    Sheet.objects.filter(pk=sheet.pk).update(
        state=SheetState.GIVEN, given_at=clock.now(), given_by=sheet.begun_by
    )


def ranked(campaign: Campaign, order: dict[int, int]) -> list[ranking.Standing]:
    """The standings as they are reckoned anew, from the rows to the ranks."""
    measure = measure_in_force(campaign)
    assert measure, "the year has a table"
    points = official_sums(campaign, measure)
    entries = [ranking.Entry(board, groups, order=order[board]) for board, groups in points.items()]
    return ranking.standings(entries, measure.scale, [])


def ranked_raw(campaign: Campaign) -> list[tuple]:
    """Board, groups, total and rank by one statement."""
    with connection.cursor() as cursor:
        cursor.execute(RAW, [campaign.pk])
        return cursor.fetchall()


def race_ranking(site: SimpleNamespace) -> Race:
    """Reckoning the ranking anew beside a hand-written statement that sums and ranks."""
    order = {board.pk: place for place, board in enumerate(site.boards)}
    ours = {each.board: each.rank for each in ranked(site.campaign, order)}
    assert ours == {board: rank for board, _groups, _total, rank in ranked_raw(site.campaign)}
    (found,) = race(
        lambda: ranked(site.campaign, order), lambda: ranked_raw(site.campaign), rounds=ROUNDS
    )
    return found


def race_import(site: SimpleNamespace) -> Race:
    """Reading a sheet of sixty lines beside openpyxl reading its cells."""
    layout = Layout.of(site.table)
    content = spreadsheet.write(spreadsheets.sheet_of(site.table, layout, {}))
    ours: Callable[[], object] = lambda: spreadsheets.read_table(  # noqa: E731
        spreadsheet.read(content), layout, {}
    )
    reading = spreadsheets.read_table(spreadsheet.read(content), layout, {})
    assert not reading.errors
    assert len(list(reading.layout.criteria)) == GROUPS * LINES

    def bare() -> list[tuple]:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        return [row for sheet in book for row in sheet.iter_rows(values_only=True)]

    (found,) = race(ours, bare, rounds=ROUNDS)
    return found
