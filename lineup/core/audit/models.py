"""Who did what, to what, when and from where; appended, never changed."""

from django.db import models

from lineup.core.clubs.models import Club
from lineup.core.people.models import Person


class Entry(models.Model):
    """One act. A trigger in the database refuses changes; no personal data stands in it."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    club = models.ForeignKey(Club, models.PROTECT, null=True, related_name="audit_entries")
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="audit_entries")
    channel = models.CharField(max_length=10)
    action = models.CharField(max_length=60)
    resource = models.CharField(max_length=40)
    resource_id = models.CharField(max_length=64)
    metadata = models.JSONField(default=dict)
    origin_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["club", "-id"], name="audit_of_a_club"),
            models.Index(fields=["actor", "-id"], name="audit_of_an_actor"),
            models.Index(fields=["resource", "resource_id"], name="audit_of_a_resource"),
        ]


class Origin(models.Model):
    """From where an act came: kept apart, so that it can be forgotten while the chain still verifies."""

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="origin")
    address = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=300, blank=True)
    salt = models.CharField(max_length=32)


class Link(models.Model):
    """An entry's place in the chain: its digest covers the entry and the link before."""

    seq = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="link")
    digest = models.CharField(max_length=64)


class Checkpoint(models.Model):
    """The chain's head at one moment, signed (Ed25519)."""

    seq = models.BigIntegerField(primary_key=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    signature = models.CharField(max_length=128)
