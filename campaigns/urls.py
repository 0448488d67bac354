"""Where the pages of a bloc's years are."""

from django.urls import path

from campaigns.views import reminders, years

app_name = "campaigns"

urlpatterns = [
    path("<int:pk>/don-doc/", reminders.remind_late, name="remind_late"),
    path("khoi/<int:bloc_pk>/", years.campaigns, name="campaigns"),
    path("khoi/<int:bloc_pk>/mo/<year:year>/", years.open_campaign, name="open_campaign"),
    path("<int:pk>/", years.campaign, name="campaign"),
]
