from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "lineup.core.outbox"
    label = "outbox"
