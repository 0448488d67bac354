"""Numbers, days and capacities in the words that Vietnamese papers use."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
GROUPS = ("", "nghìn", "triệu", "tỷ")
ROMAN = (
    ("M", 1000), ("CM", 900), ("D", 500), ("CD", 400), ("C", 100), ("XC", 90), ("L", 50),
    ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1),
)  # fmt: skip
# under the central government; Huế since 1 January 2025 (Resolution 175/2024/QH15)
CITIES = {"Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế"}


def in_words(number: int) -> str:
    """The cardinal in words: 11 is "mười một", 105 "một trăm linh năm".

    Raises ValueError below nought and from a thousand billions on.
    """
    if not 0 <= number < 1000 ** len(GROUPS):
        raise ValueError(f"{number} is not between 0 and a thousand billions")
    if number == 0:
        return DIGITS[0]
    words: list[str] = []
    for power in reversed(range(len(GROUPS))):
        group = number // 1000**power % 1000
        if group:
            words += [*_hundreds(group, after_others=bool(words)), GROUPS[power]]
    return " ".join(word for word in words if word)


def _hundreds(number: int, *, after_others: bool) -> list[str]:
    """One to 999; after higher groups the empty hundred is spoken ("không trăm")."""
    hundred, rest = divmod(number, 100)
    words = [DIGITS[hundred], "trăm"] if hundred or after_others else []
    if not rest:
        return words
    if words and rest < len(DIGITS):
        return [*words, "linh", DIGITS[rest]]
    return words + _below_hundred(rest)


def _below_hundred(number: int) -> list[str]:
    """One to 99, with the sound changes mốt, tư and lăm."""
    ten, unit = divmod(number, 10)
    if not ten:
        return [DIGITS[unit]]
    tens = ["mười"] if ten == 1 else [DIGITS[ten], "mươi"]
    changed = {0: "", 5: "lăm"} if ten == 1 else {0: "", 1: "mốt", 4: "tư", 5: "lăm"}
    last = changed.get(unit, DIGITS[unit])
    return [*tens, last] if last else tens


def day_in_words(day: dt.date) -> str:
    """The day as Decree 30/2020 writes it: noughts before days below 10 and months 1 and 2."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 the decree's
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def signing_lines(capacity: str, title: str, principal: str = "") -> list[str]:
    """The capitals above a signature (Decree 30/2020, annex I, 7a).

    ``capacity`` is TM., KT., TL., TUQ., Q. or empty. ``principal`` is whom the signer
    stands for: the collective after TM., the head's title after KT., TL. and TUQ.
    ("KT. TRƯỞNG BAN" above "PHÓ TRƯỞNG BAN"). Q. and a missing principal give one line.
    """
    if capacity and principal and capacity != "Q.":
        return [f"{capacity} {principal.upper()}", title.upper()]
    return [f"{capacity} {title.upper()}".strip()]


def in_figures(number: Decimal, decimals: int = 0) -> str:
    """The number as Vietnamese papers write it: "1.234,5"; halves are rounded up."""
    step = Decimal(1).scaleb(-decimals)
    rounded = number.quantize(step, rounding=ROUND_HALF_UP)
    return f"{rounded:,f}".translate(str.maketrans(",.", ".,"))


def roman(number: int) -> str:
    """The number of a paper's part: 4 is "IV"."""
    found = ""
    for letters, value in ROMAN:
        times, number = divmod(number, value)
        found += letters * times
    return found


def province_committee(province: str) -> str:
    """The people's committee that a management board belongs to (Decree 35/2022).

    Empty where the province is not known.
    """
    name = province.strip()
    if not name:
        return ""
    if name.lower().startswith(("tỉnh ", "thành phố ")):
        return f"Ủy ban nhân dân {name[0].lower()}{name[1:]}"
    return f"Ủy ban nhân dân {'thành phố' if name in CITIES else 'tỉnh'} {name}"
