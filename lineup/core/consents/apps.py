from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "lineup.core.consents"
    label = "consents"
