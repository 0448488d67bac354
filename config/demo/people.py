"""People that the demo invents, the same every time: a case names hardly any.

Pure: a name follows from the board's code and the part, by a hash.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

FAMILIES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
    "Hồ", "Ngô", "Dương", "Lý",
)  # fmt: skip
MIDDLES = ("Văn", "Thị", "Đức", "Ngọc", "Minh", "Thanh", "Quốc", "Hữu", "Xuân", "Thu", "Hồng")
GIVEN = (
    "An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hải", "Hạnh", "Hiền", "Hòa", "Hùng", "Hương",
    "Khánh", "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Phong", "Phương", "Quang", "Sơn",
    "Tâm", "Thảo", "Thắng", "Trang", "Trung", "Tuấn", "Vân", "Vinh", "Yến",
)  # fmt: skip
DOMAIN = "khoithidua.example"


@dataclass(frozen=True)
class Person:
    """Somebody with an account; ``is_invented`` unless the case names them."""

    full_name: str
    email: str
    title: str
    capacity: str = ""
    is_invented: bool = True


def plain(text: str) -> str:
    """The text without diacritics, in small letters and digits: for addresses."""
    bare = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-") or "x"


def slug(text: str, most: int = 24) -> str:
    """The text in an address or a file's name: as it is if it can be, never two for one.

    What gets lost (diacritics, small letters, signs, length) is told by four letters of a hash.
    """
    short = plain(text)[:most]
    if short.upper() == text:
        return short
    return f"{short}-{hashlib.sha256(text.encode()).hexdigest()[:4]}"


def invented_name(*seed: str) -> str:
    """A name that the seed always gives."""
    number = int.from_bytes(hashlib.sha256("/".join(seed).encode()).digest()[:8])
    number, family = divmod(number, len(FAMILIES))
    number, middle = divmod(number, len(MIDDLES))
    return f"{FAMILIES[family]} {MIDDLES[middle]} {GIVEN[number % len(GIVEN)]}"


def person(bloc: str, office: str, part: str, title: str) -> Person:
    """Somebody of a board or ministry: "truongban.dna.tndhmt@khoithidua.example"."""
    email = f"{plain(part)}.{slug(office)}.{slug(bloc)}@{DOMAIN}"
    return Person(invented_name(bloc, office, part), email, title)


def leader(bloc: str, board: str, representative: str = "", title: str = "") -> Person:
    """The head of a board: whom the case names as its representative, or somebody invented."""
    title = title or "Trưởng ban"
    if not representative:
        return person(bloc, board, "lanhdao", title)
    name = plain(representative).replace("-", "")[:40]
    email = f"{name}.{slug(board)}.{slug(bloc)}@{DOMAIN}"
    capacity = "KT." if title.lower().startswith("phó") else ""
    return Person(representative, email, title, capacity, is_invented=False)
