from django.apps import AppConfig


class BlocConfig(AppConfig):
    name = "bloc"

    def ready(self):
        from bloc import permissions, sentences  # noqa: F401 -- they register themselves
