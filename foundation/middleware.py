"""Looking changes nothing, and the screen speaks Vietnamese."""

from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation

LOOKING = ("GET", "HEAD", "OPTIONS")
WRITES_ON_GET = {
    # allauth refreshes the list of sessions, and makes recovery codes, while it shows them
    "usersessions_list",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "account_confirm_email",
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
