"""Looking changes nothing, the screen speaks Vietnamese, and no answer is an empty page."""

from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation

LOOKING = ("GET", "HEAD", "OPTIONS")
WRITES_ON_GET = {
    # allauth refreshes the list of sessions, and makes recovery codes, while it shows them
    "usersessions_list",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "account_confirm_email",
    # how often a calendar program asks is counted
    "calendar_feed",
}


def looking_changes_nothing(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, to be the innermost one: a GET runs in a read-only transaction.

    PostgreSQL itself refuses the write, whatever the SQL looks like; sessions are
    saved further out.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in LOOKING or writes_on_get(request):
            return get_response(request)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            response = get_response(request)
            transaction.set_rollback(True)
        return response

    return middleware


def writes_on_get(request: HttpRequest) -> bool:
    """Whether the page is one of the few, by name, that may write while it shows itself."""
    try:
        return resolve(request.path_info).url_name in WRITES_ON_GET
    except Resolver404:
        return False


def no_answer_is_empty(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: who opens an address that only takes what a button sends learns where that is.

    Django answers 405 with nothing at all; programs, which ask for no page, still get that.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        asks_for_page = "text/html" in request.headers.get("Accept", "")
        if not (isinstance(response, HttpResponseNotAllowed) and asks_for_page):
            return response
        above = {"above": address_above(request.path_info)}
        page = render(request, "405.html", above, status=response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware


def address_above(path: str) -> str:
    """The nearest address over this one that leads anywhere: the page that holds its button."""
    while path := path.rstrip("/").rpartition("/")[0]:
        try:
            resolve(f"{path}/")
        except Resolver404:
            continue
        return f"{path}/"
    return "/"


def vietnamese_unless_chosen(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the house's language, unless the reader has chosen one (a cookie).

    What the browser asks for does not count: half the offices' browsers say "en".
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware
