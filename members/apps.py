from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"

    def ready(self):
        from members import diary, permissions, sentences  # noqa: F401 -- they register themselves
