from django.apps import AppConfig


class RacingConfig(AppConfig):
    name = "lineup.domains.racing"
    label = "racing"
