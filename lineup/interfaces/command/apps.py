from django.apps import AppConfig


class CommandConfig(AppConfig):
    name = "lineup.interfaces.command"
    label = "command"
