from django.apps import AppConfig


class ClubsConfig(AppConfig):
    name = "lineup.core.clubs"
    label = "clubs"
