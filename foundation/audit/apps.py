from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "foundation.audit"

    def ready(self):
        from foundation.audit.roles import let_app_in

        post_migrate.connect(let_app_in, sender=self)
