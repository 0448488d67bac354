"""The site's addresses, and one for pages whose rows are ready."""

from django.urls import include, path

from tests.bench.screens import ready

urlpatterns = [path("san-sang/", ready), path("", include("config.urls"))]
