"""Drawing inside a real worker, beside WeasyPrint alone; and what 200 drawings cost in memory."""

import io
import json
import os
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import weasyprint
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from config.demo.play import on
from config.environment import ROOT
from foundation.documents import library, press
from pledges import paper
from pledges.models import Pledge
from pledges.tasks import draw_pledge
from tests.bench.racing import race
from tests.bench.stage import issue_anew

FEW, MANY = 20, 200
ROUNDS = 25
LONGEST = 900  # seconds
PAGE = os.sysconf("SC_PAGE_SIZE")


class WorkerFailed(RuntimeError):
    """The worker has measured nothing; why follows."""


def measure_in_worker(what: str, pledge_id: int, folder: Path) -> dict[str, Any]:
    """Start a worker as an office does, give it the measuring as a task, and wait for it.

    what: a name in MEASURES.
    """
    answer, log = folder / f"{what}.json", folder / f"{what}.log"
    command = [sys.executable, "-m", "celery", "--quiet", "--app", "tests.bench.worker", "worker"]
    command += ["--concurrency", "1", "--without-gossip", "--without-mingle"]
    with log.open("w") as output:
        worker = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"BENCH_WORKER": "yes"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(answer, worker, what, pledge_id)
    finally:
        worker.terminate()
        worker.wait()
    if not answer.exists():
        raise WorkerFailed(log.read_text())
    found: dict[str, Any] = json.loads(answer.read_text())
    if "error" in found:
        raise WorkerFailed(found["error"])
    return found


def wait_for(answer: Path, worker: subprocess.Popen, what: str, pledge_id: int) -> None:
    from tests.bench.worker import measure_drawing  # an application of Celery: set up late

    measure_drawing.delay(what, pledge_id, str(answer))
    deadline = time.monotonic() + LONGEST
    while not answer.exists() and worker.poll() is None and time.monotonic() < deadline:
        time.sleep(0.2)


def measure_race(pledge: Pledge) -> dict[str, Any]:
    """Our task and the bare libraries, in turns."""
    version = pledge.versions.latest("number")
    content = paper.of_version(pledge, version)
    drawn = library.draw("documents/pledge.html", paper=content)
    cells = paper.cells(drawn)
    html = library.markup("documents/pledge.html", paper=content)
    (result,) = race(
        lambda: draw_pledge(pledge.pk),
        lambda: draw_bare(html, cells),
        rounds=ROUNDS,
        before=lambda: issue_anew(pledge),
    )
    return asdict(result) | {"fields": len(cells), "pages": drawn.pages}


def measure_memory(pledge: Pledge) -> dict[str, Any]:
    """What the process holds after few drawings, and after many."""
    return {"held": [draw_many(pledge, FEW), draw_many(pledge, MANY - FEW)]}


MEASURES = {"race": measure_race, "memory": measure_memory}


def measure(what: str, pledge_id: int) -> dict[str, Any]:
    """In the worker's process."""
    pledge = Pledge.objects.select_related("campaign__bloc__organiser").get(pk=pledge_id)
    with on(pledge.signed_on):
        return MEASURES[what](pledge)


def draw_many(pledge: Pledge, times: int) -> int:
    """Bytes that the process holds after so many more drawings."""
    for _ in range(times):
        issue_anew(pledge)
        draw_pledge(pledge.pk)
    resident = int(Path("/proc/self/statm").read_text().split()[1])
    return resident * PAGE


def draw_bare(html: str, cells: list) -> bytes:
    """WeasyPrint on the same HTML, and pyHanko laying the same fields."""
    page = weasyprint.HTML(string=html, base_url=press.SHEETS.as_uri() + "/")
    drawn = page.write_pdf(pdf_variant="pdf/a-3u", pdf_tags=True)
    writer = IncrementalPdfFileWriter(io.BytesIO(drawn))
    for cell in cells:
        append_signature_field(writer, SigFieldSpec(cell.name, on_page=cell.page, box=cell.box))
    laid = io.BytesIO()
    writer.write(laid)
    return laid.getvalue()
