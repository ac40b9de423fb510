from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "lineup.core.notices"
    label = "notices"
