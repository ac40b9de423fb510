from django.apps import AppConfig

from lineup.config import wiring


class ConfigConfig(AppConfig):
    name = "lineup.config"
    label = "config"

    def ready(self) -> None:
        wiring.connect()
