from django.apps import AppConfig


class CarryingConfig(AppConfig):
    name = "lineup.core.carrying"
    label = "carrying"
