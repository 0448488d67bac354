"""The switchboard: one line per room."""

from importlib.util import find_spec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.urls import include, path, register_converter
from django.views.generic import RedirectView, TemplateView
from django.views.i18n import set_language

from config import views, years
from foundation.signing.codes import CodeConverter
from foundation.years import YearConverter

register_converter(CodeConverter, "code")
register_converter(YearConverter, "year")

ROOMS = [
    ("ban-quan-ly/", "members.urls"),
    ("khoi/", "bloc.urls"),
    ("nam/", "campaigns.urls"),
    ("hoi-nghi/", "conferences.urls"),
    ("khen-thuong/", "awards.urls"),
    ("giao-uoc/", "pledges.urls"),
]

handler429 = "config.views.too_often"  # allauth asks for it by this name
urlpatterns = [
    path("", views.home, name="home"),
    path("giao-uoc/ky/", include("foundation.signing.urls")),  # the address that agents know
    *[path(prefix, include(urls)) for prefix, urls in ROOMS if find_spec(urls)],
    path("he-thong/", views.view_system, name="system"),
    path("he-thong/viec/<int:pk>/thu-lai/", views.retry_job, name="retry_job"),
    path("nam-thi-dua/", years.years, name="years"),
    path("nam-thi-dua/<int:pk>/", years.year, name="year"),
    path("xac-minh/", views.verify, name="verify"),
    path("xac-minh/<code:code>/", views.verify_code, name="verify_code"),
    # the address belongs to the post: allauth's page to change it is not offered
    path("tai-khoan/email/", RedirectView.as_view(pattern_name="members:account")),
    path("tai-khoan/", include("allauth.urls")),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
]
if settings.DEBUG:
    gallery = TemplateView.as_view(
        template_name="components.html",
        extra_context={"page": Paginator(range(30), 10).page(2)},
    )
    urlpatterns.append(path("components/", gallery, name="components"))
