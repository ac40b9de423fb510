"""A browser that shows a person's notices although no page is open."""

from django.db import models

from lineup.core.foundation import ids
from lineup.core.people.models import Person


class Browser(models.Model):
    """Where its push service is, and the keys with which only it can read. The address is a secret."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="browsers")
    name = models.CharField(max_length=120)
    endpoint = models.CharField(max_length=1024)
    endpoint_digest = models.CharField(max_length=64, unique=True, editable=False)
    # the browser's public key and secret, in base64url as it sent them
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    # which key of ours it accepts messages of, by its fingerprint
    sender = models.CharField(max_length=16, default="", db_default="")
    created_at = models.DateTimeField()
