from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "lineup.core.webhooks"
    label = "webhooks"
