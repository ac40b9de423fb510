"""What was carried over from another system, so that it is carried once."""

from django.db import models


class CarriedOver(models.Model):
    """A record of another system (`source`, `model`, `old_pk`) and the row that was made of it."""

    source = models.CharField(max_length=60)
    model = models.CharField(max_length=40)
    old_pk = models.CharField(max_length=64)
    new_pk = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        # its first user's: a running version reads the table under this name
        db_table = "onsite_carriedover"
        constraints = [
            models.UniqueConstraint(fields=["source", "model", "old_pk"], name="a_record_is_carried_over_once")
        ]
