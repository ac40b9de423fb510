from importlib import import_module

from django.apps import AppConfig
from django.core import checks


class ConfigConfig(AppConfig):
    name = "lineup.config"
    label = "config"

    def ready(self) -> None:
        # imported only now: the wiring names models, and those need every app to be loaded
        import_module("lineup.config.wiring").connect()
        checks.register(import_module("lineup.config.checks").every_column_is_classified)
