from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"

    def ready(self):
        from campaigns import permissions, sentences  # noqa: F401 -- they register themselves
