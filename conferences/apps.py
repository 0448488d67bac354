from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "conferences"

    def ready(self):
        from conferences import desk, feed, permissions, sentences  # noqa: F401 -- they register themselves
