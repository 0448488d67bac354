"""Judge a file that somebody holds: is it signed, intact, trusted, ours, the newest?

The verdict reads bytes. Our rows only add whether the file is one of ours, which
signatures were given on paper, and whether the round was voided since.
"""

import hashlib
import re
import zlib
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from typing import Any

from config.verdicts import Verdict
from foundation import clock
from foundation.documents import pades
from foundation.signing import trust
from foundation.signing.models import Revision, Round, TrustAnchor

CODE = re.compile(rb"<pdf:Keywords>([0-9A-Z]{4}-[0-9A-Z]{4})</pdf:Keywords>")
STREAM = re.compile(rb"stream\r?\n")
MOST_STREAMS, MOST_UNPACKED = 500, 64 * 1024  # bytes; a paper's metadata are some two thousand


def judge_stranger(content: bytes) -> Verdict:
    """The verdict on a file that somebody brings; it is read in a child process."""
    report = pades.examine(content, roots(), clock.now())
    return place(content, report)


def judge_ours(revision: Revision) -> Verdict:
    """The verdict on a revision that we keep."""
    content = revision.document.read()
    report = verified(content, roots(), clock.now().replace(minute=0, second=0, microsecond=0))
    owner = revision.round
    return Verdict(report=report, round=owner, revision=revision, is_demo=owner.is_demo)


@lru_cache(maxsize=32)
def verified(content: bytes, anchors: tuple[bytes, ...], hour: Any) -> pades.Report:
    """Verify once an hour: the page of a pledge is opened by many, and never changes."""
    return pades.verify(content, list(anchors), hour)


def roots() -> tuple[bytes, ...]:
    """The anchors of the administrator; the demo's own are marked where they are shown."""
    return tuple(trust.roots(demo=True))


def place(content: bytes, report: pades.Report) -> Verdict:
    """Find out whether the bytes are a revision of ours, or bear a code of ours."""
    digest = hashlib.sha256(content).hexdigest()
    revisions = Revision.objects.select_related("round", "document")
    revision = revisions.filter(document__blob=digest).first()
    if revision:
        owner = revision.round
        return Verdict(report=report, round=owner, revision=revision, is_demo=owner.is_demo)
    codes = codes_in(content)
    copied = Round.objects.filter(code__in=codes).first() if codes else None
    is_demo = bool(copied and copied.is_demo) or names_demo(report)
    is_copy = copied is not None
    return Verdict(report=report, round=copied, is_altered_copy=is_copy, is_demo=is_demo)


def codes_in(content: bytes) -> set[str]:
    """The codes that the file's metadata name: where our papers say which they are."""
    found = set(CODE.findall(content))
    for start in islice(STREAM.finditer(content), MOST_STREAMS):
        packed = content[start.end() : start.end() + MOST_UNPACKED]
        with suppress(zlib.error):
            found |= set(CODE.findall(zlib.decompressobj().decompress(packed, MOST_UNPACKED)))
    return {code.decode() for code in found}


def names_demo(report: pades.Report) -> bool:
    """Whether a certificate in the file says that an authority of the demo issued it.

    Only a warning hangs on it, so the name will do: it stands even where the bytes are altered.
    """
    issuers = {each.certificate.issuer for each in report.signatures if each.certificate}
    anchors = TrustAnchor.objects.filter(is_demo=True).values_list("certificate", flat=True)
    names = {pades.describe_certificate(bytes(each)).common_name for each in anchors}
    return bool(issuers & names)
