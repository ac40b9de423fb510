from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "lineup.core.people"
    label = "people"
