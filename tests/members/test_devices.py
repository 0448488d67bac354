"""A device in the words of people."""

import pytest
from django.utils import translation

from members.devices import device_of

MOZILLA = "Mozilla/5.0"
WINDOWS = "(Windows NT 10.0; Win64; x64)"
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = "Chrome/126.0.0.0 Safari/537.36"
MAC = "(Macintosh; Intel Mac OS X 10_15_7)"
IPHONE = "(iPhone; CPU iPhone OS 17_5 like Mac OS X)"


@pytest.mark.parametrize(
    ("said", "device"),
    [
        (f"{MOZILLA} {WINDOWS} {WEBKIT} {CHROME}", "Chrome on Windows"),
        (f"{MOZILLA} {WINDOWS} {WEBKIT} {CHROME} Edg/126.0.0.0", "Edge on Windows"),
        (f"{MOZILLA} {WINDOWS} {WEBKIT} coc_coc_browser/128 {CHROME}", "Cốc Cốc on Windows"),
        (f"{MOZILLA} (Linux; Android 14; SM-A546E) {WEBKIT} {CHROME}", "Chrome on Android"),
        (
            f"{MOZILLA} {IPHONE} {WEBKIT} Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        (f"{MOZILLA} {IPHONE} {WEBKIT} CriOS/126.0 Mobile Safari/604.1", "Chrome on iPhone"),
        (f"{MOZILLA} {MAC} {WEBKIT} Version/17.5 Safari/605.1.15", "Safari on macOS"),
        (f"{MOZILLA} (X11; Linux x86_64; rv:127.0) Gecko Firefox/127.0", "Firefox on Linux"),
        ("Firefox", "Firefox"),
        ("curl/8.5", "Unknown browser"),
        ("", "Unknown browser"),
    ],
)
def test_device_of(said, device):
    assert device_of(said) == device


def test_device_of_in_vietnamese():
    with translation.override("vi"):
        assert device_of(f"{MOZILLA} {WINDOWS} {WEBKIT} {CHROME}") == "Chrome trên Windows"
