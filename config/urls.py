"""The switchboard: one line per room."""

from importlib.util import find_spec

from django.urls import include, path

ROOMS = [
    ("ban-quan-ly/", "members.urls"),
    ("khoi/", "bloc.urls"),
    ("nam/", "campaigns.urls"),
    ("giao-uoc/", "pledges.urls"),
]
urlpatterns = [
    *[path(prefix, include(urls)) for prefix, urls in ROOMS if find_spec(urls)],
    path("tai-khoan/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
