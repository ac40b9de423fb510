"""The words under which a course is found."""

from django.db import models

from lineup.domains.courses.models.course import Course


class CourseSearchRow(models.Model):
    """Folded text of one course; the database keeps its full-text index beside it (see `search`)."""

    id = models.BigAutoField(primary_key=True)
    course = models.OneToOneField(Course, models.CASCADE, related_name="search_row")
    title = models.TextField()
    words = models.TextField()
