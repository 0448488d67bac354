"""Small cases for tests: three boards, two officers, one pledge."""

import copy
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
REAL = json.loads((ROOT / "config" / "cases" / "2020.json").read_text(encoding="utf-8"))


def small(code: str = "BTB", year: int = 2022, seated: int = 3, **keys: Any) -> dict[str, Any]:
    """A case that plays, with ``keys`` replaced; a callable changes the old value."""
    case = {
        "authority": [{"code": "BKH", "name": "Bộ Kế hoạch", "valid_from": "1995-01-01"}],
        "bloc": {"code": code, "name": f"Khối thi đua {code}", "established_year": 2010},
        "boards": [board(f"B{number}") for number in range(1, seated + 1)],
        "officers": [
            {"year": year - 1, "role": "chief", "board": "B2"},
            {"year": year, "role": "chief", "board": "B1"},
            {"year": year + 1, "role": "chief", "board": "B2"},
            {"year": year + 1, "role": "deputy", "board": "B3"},
        ],
        "conference": {"year": year, "date": f"{year + 1}-01-20", "place": "Vinh"},
        "pledge": {
            "year": year + 1,
            "signed_on": f"{year + 1}-01-20",
            "place": "Vinh",
            "tasks": ["Thi đua lập thành tích", "Cải cách thủ tục hành chính"],
        },
    }
    return changed(case, **keys)


def board(code: str, name: str = "", **facts: Any) -> dict[str, Any]:
    return {
        "code": code,
        "province": "Nghệ An",
        "kinds": ["economic_zone"],
        "names": [{"name": name or f"Ban Quản lý {code}", "valid_from": "2008-01-01"}],
        **facts,
    }


def changed(case: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """A copy with some keys replaced; a callable changes the old value."""
    case = copy.deepcopy(case)
    for key, value in keys.items():
        case[key] = value(case[key]) if callable(value) else value
    return case
