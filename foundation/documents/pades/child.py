"""The child process of examine() and compare_upload(): a question on stdin, an answer on stdout."""

import base64
import datetime as dt
import json
import resource
import sys
from typing import IO, Any

from foundation.documents.pades.comparison import compare
from foundation.documents.pades.verification import verify

LIMITS = {
    resource.RLIMIT_AS: 1024 * 1024 * 1024,  # bytes of address space, the program among them
    resource.RLIMIT_CPU: 20,  # seconds
    resource.RLIMIT_FSIZE: 4 * 1024 * 1024,  # bytes of the answer
    resource.RLIMIT_NOFILE: 32,
    resource.RLIMIT_CORE: 0,
}
OUT_OF_MEANS = 3  # exit code


def give_up_means() -> None:
    """Bound what this process may take, before it has read a byte of the file."""
    for kind, limit in LIMITS.items():
        _, hardest = resource.getrlimit(kind)
        if hardest != resource.RLIM_INFINITY:
            limit = min(limit, hardest)  # noqa: PLW2901 -- whoever started us may be stricter
        resource.setrlimit(kind, (limit, limit))


def answer(question: IO[bytes]) -> dict[str, Any]:
    task = json.loads(question.readline())
    roots = [base64.b64decode(each) for each in task["roots"]]
    at = dt.datetime.fromisoformat(task["at"])
    files = [question.read(size) for size in task["sizes"]]
    if task["task"] == "verify":
        return verify(files[0], roots, at).as_dict()
    return compare(files[0], files[1], task["field"], roots, at).as_dict()


if __name__ == "__main__":
    give_up_means()
    try:
        found = json.dumps(answer(sys.stdin.buffer))
    except MemoryError:
        sys.exit(OUT_OF_MEANS)
    print(found)  # noqa: T201 -- the answer
