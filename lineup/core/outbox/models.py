"""Work that must be done, written in the transaction that made it necessary."""

from django.db import models
from django.db.models import Q

from lineup.core.foundation import ids


class Message(models.Model):
    """One piece of work: due, leased by a worker, then done, or dead after too many tries."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    key = models.CharField(max_length=200, unique=True)
    topic = models.CharField(max_length=40)
    # the topic's place as of its writing; a default in the database, for processes of an older version
    queue = models.CharField(max_length=20, db_default="default")
    payload = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    lease = models.CharField(max_length=32, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(done_at=None, dead_at=None), name="outbox_waiting"),
            models.Index(fields=["queue", "due_at"], condition=Q(done_at=None, dead_at=None), name="outbox_queues"),
            models.Index(fields=["-dead_at"], condition=~Q(dead_at=None), name="outbox_dead"),
            models.Index(fields=["done_at"], condition=~Q(done_at=None), name="outbox_done"),
        ]


class Tick(models.Model):
    """A time at which something periodic was started; unique, so that many schedulers start it once."""

    name = models.CharField(max_length=60)
    due_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="one_start_per_time")]


class Process(models.Model):
    """A process of the house that said, a moment ago, that it is alive."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    kind = models.CharField(max_length=10)
    host = models.CharField(max_length=253)
    number = models.PositiveIntegerField()
    queues = models.CharField(max_length=200, blank=True)
    # digests of what must be the same in all: never the secrets themselves
    secret_digest = models.CharField(max_length=16)
    audit_digest = models.CharField(max_length=16)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    # of one that listens to somebody outside: when it last heard from there
    heard_at = models.DateTimeField(null=True, blank=True)
    # and how much of what it heard it could not do since it began, by sort
    undone = models.JSONField(null=True, blank=True)
