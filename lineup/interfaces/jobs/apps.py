from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "lineup.interfaces.jobs"
    label = "jobs"
