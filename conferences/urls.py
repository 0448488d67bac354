"""Where the conferences are."""

app_name = "conferences"
urlpatterns: list = []
