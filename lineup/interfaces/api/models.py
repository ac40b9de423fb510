"""What the API remembers of its own: answers, so that a repeated request is answered, not done, again."""

from django.db import models
from django.db.models import Q

from lineup.core.people.models import Person


class IdempotencyKey(models.Model):
    """A request's key with its answer, written in the transaction of its effect; forgotten after two days."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    key = models.CharField(max_length=64)
    # what was asked: the same key with another request is a mistake of the caller
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.BinaryField(default=b"")
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="a_key_is_used_once"),
            models.UniqueConstraint(fields=["key"], condition=Q(person=None), name="a_strangers_key_is_used_once"),
        ]
