from django.apps import AppConfig


class FlagsConfig(AppConfig):
    name = "lineup.core.flags"
    label = "flags"
