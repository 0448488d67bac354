"""Where the pages of a bloc's years are."""

from django.urls import path

from campaigns.views import register, reminders, years

app_name = "campaigns"

urlpatterns = [
    path("khoi/<int:bloc_pk>/so-van-ban/", register.this_year, name="register"),
    path("khoi/<int:bloc_pk>/so-van-ban/<year:year>/", register.papers, name="papers"),
    path(
        "khoi/<int:bloc_pk>/so-van-ban/<year:year>/vao-so/",
        register.register_paper,
        name="register_paper",
    ),
    path("so-van-ban/<int:pk>/huy-so/", register.cancel_paper, name="cancel_paper"),
    path("so-van-ban/<int:pk>/tep/", register.paper_file, name="paper_file"),
    path("<int:pk>/don-doc/", reminders.remind_late, name="remind_late"),
    path("khoi/<int:bloc_pk>/", years.campaigns, name="campaigns"),
    path("khoi/<int:bloc_pk>/mo/<year:year>/", years.open_campaign, name="open_campaign"),
    path("<int:pk>/", years.campaign, name="campaign"),
]
