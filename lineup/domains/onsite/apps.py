from django.apps import AppConfig


class OnsiteConfig(AppConfig):
    name = "lineup.domains.onsite"
    label = "onsite"
