"""Emulation years, as addresses and forms know them."""

FIRST_YEAR, LAST_YEAR = 1950, 2099


class YearConverter:
    """A year in an address, as in /nam/khoi/3/mo/2026/."""

    regex = "(?:19[5-9]|20[0-9])[0-9]"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
