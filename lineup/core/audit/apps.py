from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "lineup.core.audit"
    label = "audit"
