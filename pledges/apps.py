from django.apps import AppConfig


class PledgesConfig(AppConfig):
    name = "pledges"

    def ready(self):
        from pledges import desk, permissions, sentences  # noqa: F401 -- they register themselves
