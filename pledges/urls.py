"""Where the pledges are."""

from django.urls import path
from django.views.generic import TemplateView

from pledges import signing_urls

app_name = "pledges"
page = TemplateView.as_view(template_name="404.html")
urlpatterns = [
    path("<int:pk>/", page, name="pledge"),
    path("<int:pk>/lay-y-kien/", page, name="consultation"),
    *signing_urls.urlpatterns,
]
