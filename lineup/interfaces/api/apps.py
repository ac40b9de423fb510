from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "lineup.interfaces.api"
    label = "api"
