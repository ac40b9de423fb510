from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "lineup.core.participation"
    label = "participation"
