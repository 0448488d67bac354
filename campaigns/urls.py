"""Where the pages of a bloc's years are."""

from django.urls import path

from campaigns import views

app_name = "campaigns"

urlpatterns = [
    path("khoi/<int:bloc_pk>/", views.campaigns, name="campaigns"),
    path("khoi/<int:bloc_pk>/mo/<year:year>/", views.open_campaign, name="open_campaign"),
    path("<int:pk>/", views.campaign, name="campaign"),
]
