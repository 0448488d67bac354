from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"

    def ready(self):
        from awards import permissions, sentences  # noqa: F401 -- they register themselves
