from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "lineup.domains.events"
    label = "events"
