"""Looking at a page changes nothing; the page speaks Vietnamese unless told otherwise."""

import pytest
from django.db.utils import InternalError
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path
from django.utils import translation

from foundation.middleware import looking_changes_nothing, vietnamese_unless_chosen
from members.models import Board
from tests import factories as make

pytestmark = pytest.mark.django_db


def writing(request):
    Board.objects.update(code="written")
    return HttpResponse(translation.get_language())


urlpatterns = [
    path("page/", writing, name="page"),
    path("list/", writing, name="usersessions_list"),
]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("sneak", ["GET", "HEAD"])
def test_a_look_cannot_write(sneak):
    make.BoardFactory(code="before")

    with pytest.raises(InternalError, match="read-only"):
        looking_changes_nothing(writing)(RequestFactory().generic(sneak, "/page/"))

    assert Board.objects.get().code == "before"


@override_settings(ROOT_URLCONF=__name__)
def test_a_post_may_write():
    make.BoardFactory(code="before")

    looking_changes_nothing(writing)(RequestFactory().post("/page/"))

    assert Board.objects.get().code == "written"


@override_settings(ROOT_URLCONF=__name__)
def test_the_few_pages_that_write_while_they_show_themselves_may():
    make.BoardFactory(code="before")

    looking_changes_nothing(writing)(RequestFactory().get("/list/"))

    assert Board.objects.get().code == "written"


@override_settings(LANGUAGE_CODE="vi")
@pytest.mark.parametrize(("cookie", "spoken"), [(None, "vi"), ("en", "en"), ("xx", "vi")])
def test_the_browsers_wish_does_not_count_but_the_readers_choice_does(cookie, spoken):
    request = RequestFactory().get("/", headers={"accept-language": "en"})
    if cookie:
        request.COOKIES["django_language"] = cookie

    response = vietnamese_unless_chosen(lambda _: HttpResponse(translation.get_language()))(request)

    assert response.content.decode() == spoken
    assert response["Content-Language"] == spoken
