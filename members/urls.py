"""Where the boards and their people are."""

from django.urls import path
from django.views.generic import TemplateView

app_name = "members"
page = TemplateView.as_view(template_name="404.html")
urlpatterns = [
    path("<int:pk>/", page, name="board"),
    path("loi-moi/<str:ticket>/", page, name="accept_invitation"),
    path("<int:pk>/nhan-su/", page, name="people"),
    path("cap-lai/<int:pk>/", page, name="reset_factor"),
]
