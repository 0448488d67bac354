"""Where a board gives its signature; pledges/urls.py takes these in."""

from django.urls import path

from pledges.views import agents

urlpatterns = [
    path("ky/phieu", agents.show_ticket, name="show_ticket"),
    path("ky/chuan-bi", agents.prepare_by_ticket, name="prepare_by_ticket"),
    path("ky/hoan-tat", agents.finish_by_ticket, name="finish_by_ticket"),
    path("ky/nhuong-luot", agents.give_up_by_ticket, name="give_up_by_ticket"),
]
