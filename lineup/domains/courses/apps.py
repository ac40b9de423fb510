from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "lineup.domains.courses"
    label = "courses"
