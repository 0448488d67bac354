"""A drawn paper with its fields, and a round in which three parties sign it."""

import datetime as dt
from types import SimpleNamespace

import pytest

from foundation.documents import library, pades
from foundation.signing import rounds, trust
from tests import authorities
from tests import factories as make
from tests.clock import on

CODES = ("AAA", "BBB", "CCC")
DAY = dt.date(2026, 6, 15)


@pytest.fixture(scope="session")
def paper():
    """A drawn pledge with three empty signature fields."""
    boards = [{"key": code, "name": f"Ban Quản lý {code}", "office": ""} for code in CODES]
    content = {
        "authority": "Bộ Kế hoạch và Đầu tư", "bloc": "Khối thi đua số 1", "place": "Đà Nẵng",
        "dated_on": DAY, "year": 2026, "subject": "", "grounds": ["Căn cứ Luật"], "opening": "",
        "tasks": ["Thi đua"], "targets": [], "responsibilities": [], "closing": "",
        "boards": boards, "code": "AB12-CD34", "verify_url": "khoithidua.example/xac-minh",
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


@pytest.fixture
def anchor(db):
    """The root of the tests' certificates, entered by the administrator."""
    return trust.add_anchor(authorities.root().der, by="administrator")


@pytest.fixture
def signing(db, paper, anchor):
    """A round of three parties on a day, and everything with which they sign."""
    with on(DAY):
        opened = rounds.open_round(
            paper,
            title="Giao ước 2026",
            file_name="giao-uoc-2026.pdf",
            code="AB12-CD34",
            parties=[(code, f"Ban Quản lý {code}", f"sig-{code}") for code in CODES],
            bloc="MT",
            year=2026,
        )
        yield SimpleNamespace(
            round=opened,
            parties=list(opened.parties.all()),
            by=make.AccountFactory(email="leader@khoithidua.example"),
        )
