from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "lineup.interfaces.mail"
    label = "mail"
