"""Where agents speak to the server, by ticket (docs/signing.md)."""

from django.urls import path

from foundation.signing import agents

app_name = "signing"
urlpatterns = [
    path("phieu", agents.show_ticket, name="show_ticket"),
    path("chuan-bi", agents.prepare_by_ticket, name="prepare_by_ticket"),
    path("hoan-tat", agents.finish_by_ticket, name="finish_by_ticket"),
    path("nhuong-luot", agents.give_up_by_ticket, name="give_up_by_ticket"),
]
