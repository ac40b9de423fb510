from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "lineup.interfaces.web"
    label = "web"
