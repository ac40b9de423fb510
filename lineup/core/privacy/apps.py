from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "lineup.core.privacy"
    label = "privacy"
