"""What a browser says of itself (User-Agent), in the words of people."""

from django.utils.translation import gettext as _

# the first mark found counts: each browser also names those whose pages it can show
BROWSERS = (
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def named(said: str, marks: tuple[tuple[str, str], ...]) -> str:
    """The name that belongs to the first of the marks in these words; empty where none is."""
    return next((name for mark, name in marks if mark in said), "")


def device_of(user_agent: str) -> str:
    """“Chrome on Windows”; where only one of the two is known that one."""
    browser, system = named(user_agent, BROWSERS), named(user_agent, SYSTEMS)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown browser")
