"""Measure, print one table, keep it in docs/measured.md."""

import tempfile
from pathlib import Path
from statistics import median

import redis
from django.conf import settings

from tests.bench import casting, crowd, drawing, pages, scores, screens, signing, stage
from tests.bench.racing import Race
from tests.bench.settings import KEY_PREFIX
from tests.bench.table import (
    HEADS,
    KEPT,
    MEGABYTE,
    PAGE_HEADS,
    Row,
    as_markdown,
    keep,
    of_pages,
    of_race,
)
from tests.budget import MOST_QUERIES
from tests.clock import on
from tests.conftest import TODAY

DRAWING, SIGNING, VERIFYING, MEMORY = 1.25, 1.5, 1.5, 1.1
RANKING, IMPORT, SCREEN, CROWD = 2, 2, 3, 1.2
CASTING, MINUTE = 3, 60
BARE_VOTE = "two writes and a sealing"


READY_ROWS = "Django, the rows ready"


def main() -> int:
    """The exit code: 1 if a bound is missed."""
    with tempfile.TemporaryDirectory() as folder, stage.scratch_database():
        rows, facts, costs = measure(Path(folder))
    forget_jobs()
    table = as_markdown(HEADS, [row.cells() for row in rows])
    listed = as_markdown(PAGE_HEADS, of_pages(costs))
    keep(table, facts, listed)
    say(f"\n{table}\n\n{KEPT.relative_to(KEPT.parents[1])} has been written.")
    return 0 if all(row.holds for row in rows) else 1


def measure(folder: Path) -> tuple[list[Row], list[str], list[pages.Cost]]:
    """Everything, one after the other, on the same database."""
    say("→ the case of 2020 is played")
    scenario = stage.play_case(folder / "keys")
    say(f"→ a worker draws the pledge, another one {drawing.MANY} times")
    drawn = drawing.measure_in_worker("race", scenario.pledge.pk, folder)
    held = drawing.measure_in_worker("memory", scenario.pledge.pk, folder)["held"]
    say("→ eleven boards sign, again and again")
    signers = signing.Signing(scenario, folder)
    (signed, opened), verified = signers.race_signing(), signers.race_verifying()
    say(f"→ {casting.DELEGATES} delegates vote")
    votes = voted(folder)
    say("→ every page is asked for")
    costs = pages.measure()
    say("→ sixteen boards are scored, alone and among ten years of two hundred blocs")
    scored, scores_fact = scored_rows()
    drawn_race = Race(drawn["ours"], drawn["bare"])
    rows = [
        of_race("drawing in the worker", "WeasyPrint and the fields", drawn_race, DRAWING),
        of_race(f"{len(signers.hands)} signatures", "pyHanko alone", signed, SIGNING),
        of_race("the same", "pyHanko, its keys open", opened),
        of_race("verifying them", "pyHanko alone", verified, VERIFYING),
        memory(held),
        *votes,
        *scored,
        *queries(costs),
    ]
    return rows, [*facts_of(drawn), *signers.facts(), scores_fact], costs


def scored_rows() -> tuple[list[Row], str]:
    """The ranking, the import of a table and the pages; and again where many others stand."""
    with on(TODAY):
        site = scores.furnish()
        chief = screens.Chief(site)
        filling, imported = chief.race_filling(), scores.race_import(site)
        chief.lock()
        ranked, read = scores.race_ranking(site), chief.race_pages()
        marks = crowd.gather(site.bloc)
        among = {"the ranking anew": scores.race_ranking(site), **chief.race_pages()}
    rows = [
        of_race("the ranking anew", "SQL by hand", ranked, RANKING),
        of_race("reading a table of 60 lines", "openpyxl alone", imported, IMPORT),
        of_race("a sheet while it is filled in", READY_ROWS, filling, SCREEN),
        *(of_race(name, READY_ROWS, found, SCREEN) for name, found in read.items()),
        *(
            crowded(name, ({"the ranking anew": ranked} | read)[name], among[name])
            for name in among
        ),
    ]
    fact = (
        f"Scores: {scores.BOARDS} boards, {scores.GROUPS * scores.LINES} lines, three figures; the "
        f"ranking from the rows to the ranks beside one statement that sums and ranks. The pages "
        "from the request to the answer, beside a Django view that renders the same template from "
        f"the same rows held ready, behind the same middleware and session. Among many: "
        f"{crowd.BLOCS} blocs of {crowd.YEARS} years, {marks:,} marks."
    )
    return rows, fact


def voted(folder: Path) -> list[Row]:
    """A vote put into the box, empty or full, and a room full of delegates over HTTP."""
    empty, full = casting.race_casting()
    office = folder / "office"
    office.mkdir()
    load = casting.load(office)
    everybody = f"{casting.DELEGATES} delegates"
    lost = load.refused + casting.DELEGATES - load.papers
    return [
        of_race("a vote into the box", BARE_VOTE, empty, CASTING),
        of_race(f"a vote after {casting.DELEGATES}", BARE_VOTE, full, CASTING),
        Row(f"{everybody} over HTTP", "all at once", "seconds", load.seconds, MINUTE),
        Row("their votes refused or lost", f"{load.papers} papers", everybody, lost, 0),
    ]


def crowded(name: str, alone: Race, among: Race) -> Row:
    """The same with one bloc and with many in the database."""
    ours, few = median(among.ours), median(alone.ours)
    return Row(f"{name}, among many", f"{ours:.3f} s", f"{few:.3f} s alone", ours / few, CROWD)


def memory(held: list[int]) -> Row:
    few, many = held
    return Row(
        f"memory after {drawing.MANY} drawings",
        f"{many / MEGABYTE:.0f} MB",
        f"{few / MEGABYTE:.0f} MB after {drawing.FEW}",
        many / few,
        MEMORY,
    )


def queries(costs: list[pages.Cost]) -> list[Row]:
    """The page that asks most, and the pages that ask more for more boards."""
    most = max(costs, key=lambda cost: max(cost.queries))
    grown = [cost for cost in costs if not cost.is_same]
    sizes = ", ".join(map(str, pages.SIZES))
    return [
        Row(
            "queries of a page",
            f"{len(costs)} pages",
            f"most: {most.page.name}",
            max(most.queries),
            MOST_QUERIES,
        ),
        Row("pages that ask more for more", f"{sizes} boards", "", len(grown), 0),
    ]


def facts_of(drawn: dict) -> list[str]:
    """What was measured, in words."""
    paper = f"{drawn['pages']} pages, {drawn['fields']} fields"
    drawing_fact = (
        f"Drawing: the task as the worker runs it, from reading the text to opening the round "
        f"({paper}), {drawing.ROUNDS} rounds; beside it WeasyPrint on the same HTML and pyHanko "
        "laying the same fields, in the same process, in turns."
    )
    memory_fact = (
        f"Memory: what the process of a fresh worker holds after {drawing.FEW} and after "
        f"{drawing.MANY} drawings, each of a newly frozen text."
    )
    voting_fact = (
        f"Votes: the action that casts, {casting.ROUNDS} rounds, beside one transaction with the "
        "same two writes and one sealing; into an empty box and on top of "
        f"{casting.DELEGATES} papers. Over HTTP: {casting.DELEGATES} people who have signed in, "
        "each in a thread of its own, all at once, on one web process with four threads: the "
        "paper filled in, looked at once more, cast."
    )
    return [drawing_fact, memory_fact, voting_fact]


def forget_jobs() -> None:
    """What nobody will do any more: the scratch database is gone."""
    with redis.from_url(settings.REDIS_URL) as broker:
        for key in broker.scan_iter(f"{KEY_PREFIX}*"):
            broker.delete(key)


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 -- the terminal is our page
