from django.apps import AppConfig


class GuildsConfig(AppConfig):
    name = "lineup.domains.guilds"
    label = "guilds"
