"""Where the pledges are."""

from pledges import signing_urls

app_name = "pledges"
urlpatterns = [*signing_urls.urlpatterns]
