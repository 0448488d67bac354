"""A pledge that is open for signature, for tests: drawn once, its boards ready to sign."""

import datetime as dt
import functools

from foundation.documents import library, pades
from foundation.signing import rounds, trust
from pledges.actions.text import keep_version
from pledges.models import PledgeState, Signatory, Version
from tests import authorities

DAY = dt.date(2026, 6, 15)


@functools.cache
def paper(keys):
    """A drawn pledge with an empty signature field for each key."""
    content = {
        "authority": "Bộ Kế hoạch và Đầu tư", "bloc": "Khối thi đua số 1", "place": "Đà Nẵng",
        "dated_on": DAY, "year": 2026, "subject": "", "grounds": ["Căn cứ Luật"], "opening": "",
        "tasks": ["Thi đua"], "targets": [], "responsibilities": [], "closing": "",
        "boards": [{"key": key, "name": f"Ban Quản lý {key}", "office": ""} for key in keys],
        "code": "AB12-CD34", "verify_url": "khoithidua.example/xac-minh",
        "qr_url": "https://khoithidua.example/xac-minh/AB12-CD34", "demo": False,
        "invented": False,
    }  # fmt: skip
    drawing = library.draw("documents/pledge.html", paper=content)
    cells = [
        pades.Cell(name, anchor.page, anchor.box)
        for name, anchor in sorted(drawing.anchors.items())
        if name.startswith("sig-")
    ]
    return pades.lay_fields(drawing.pdf, cells)


def identity_of(board, **facts):
    """The certificate of a board, its official name in O and OU; keys are made sixteen times."""
    return authorities.board(f"K{board.pk % 16}", board.name_on(DAY), **facts)


def frozen(pledge, code="AB12-CD34"):
    """The text as it is issued, to be drawn or signed."""
    authority = pledge.bloc.organiser.name_on(pledge.signed_on)
    return keep_version(pledge, note="", by=pledge.changed_by, code=code, authority=authority)


def open_for_signature(pledge, boards, code="AB12-CD34"):
    """Open the pledge for these boards; returns their places under it, in order."""
    keys = tuple(f"A{number}" for number in range(1, len(boards) + 1))
    opened = rounds.open_round(
        paper(keys),
        title=str(pledge),
        file_name=f"giao-uoc-{pledge.year}.pdf",
        code=code,
        parties=[
            (key, board.name_on(DAY), f"sig-{key}") for key, board in zip(keys, boards, strict=True)
        ],
        bloc=pledge.bloc.code,
        year=pledge.year,
    )
    version = frozen(pledge, code=code)
    Version.objects.filter(pk=version.pk).update(round=opened)
    pledge.state, pledge.round = PledgeState.OPEN, opened
    pledge.save(update_fields=["state", "round"])
    parties = {party.key: party for party in opened.parties.all()}
    return [
        Signatory.objects.create(pledge=pledge, board=board, party=parties[key])
        for key, board in zip(keys, boards, strict=True)
    ]


def trust_the_tests():
    """The root of the tests' certificates, entered by the administrator."""
    return trust.add_anchor(authorities.root().der, by="administrator")
