"""What people agreed to, and took back: every word of it, in order."""

from django.db import models

from lineup.core.people.models import Person


class Consent(models.Model):
    """One word of a person on one purpose; a trigger in the database refuses to change it. The last word holds."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    given = models.BooleanField()
    # of the text that was shown, and the language it was shown in
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8)
    # by which way: a page, a mailed link, the API
    channel = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["purpose", "person", "-id"], name="last_words_on_a_purpose"),
            models.Index(fields=["person", "-id"], name="consents_of_a_person"),
        ]
