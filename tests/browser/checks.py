"""What is looked at on every page, whatever it is about."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE = {"width": 390, "height": 844}
ZOOMED = {"width": 341, "height": 400}  # 1366 px at 400 %
GRAVE = {"serious", "critical"}
LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]

CONTROLS = """() => [...document.querySelectorAll("main :is(a, button, input, select, textarea)")]
    .filter((control) => control.checkVisibility({ checkVisibilityCSS: true }))
    .map((control) => control.name || control.textContent.trim() || control.href)"""
TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll("*")]
        .filter((element) => element.getBoundingClientRect().right > width + 1);
    return wide.slice(-3).map((element) => element.outerHTML.slice(0, 120));
}"""


def grave(page: Page, axe: Axe, *, only: list[str] | None = None) -> list[str]:
    """What axe calls serious or critical, with the first element of each."""
    options = {"resultTypes": ["violations"]} | ({"runOnly": only} if only else {})
    found = axe.run(page, options=options).response["violations"]
    return [
        f"axe {each['id']}: {each['nodes'][0]['html'][:160]}"
        for each in found
        if each["impact"] in GRAVE
    ]


def headings(page: Page) -> list[str]:
    """Exactly one main heading, and one red button at most."""
    troubles = []
    if (count := page.locator("h1").count()) != 1:
        troubles.append(f"{count} h1")
    if (count := page.locator(".btn-primary:visible").count()) > 1:
        troubles.append(f"{count} red buttons")
    return troubles


def overflow(page: Page) -> list[str]:
    """What sticks out to the right so that the page scrolls sideways."""
    return [f"too wide: {each}" for each in page.evaluate(TOO_WIDE)]


def controls(page: Page) -> list[str]:
    """Everything on the page that can be used."""
    return page.evaluate(CONTROLS)


def look_at(page: Page, axe: Axe, screen: dict[str, int]) -> list[str]:
    """The page on the desk in the light, on the phone in the dark, and at 400 %."""
    troubles = [*headings(page), *grave(page, axe)]
    before = controls(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)
    troubles += [
        f"on the phone, {each}" for each in (*overflow(page), *grave(page, axe, only=LOOKS))
    ]
    page.set_viewport_size(ZOOMED)
    lost = sorted(set(before) - set(controls(page)))
    troubles += [f"at 400 %, {each}" for each in overflow(page)]
    troubles += [f"lost at 400 %: {each}" for each in lost]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(screen)
    return troubles
