import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0006_pools_are_found_by_their_offering"),
        ("people", "0003_addresses_are_proved_and_tries_counted"),
    ]

    operations = [
        migrations.CreateModel(
            name="Fee",
            fields=[
                (
                    "place",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="fee",
                        serialize=False,
                        to="participation.place",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=3, max_digits=12, verbose_name="amount")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                (
                    "state",
                    models.CharField(
                        choices=[("due", "Due"), ("paid", "Paid"), ("waived", "Waived"), ("refunded", "Given back")],
                        default="due",
                        max_length=8,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="a_fee_is_more_than_nothing"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at", None), ("state", "due")),
                            models.Q(models.Q(("state", "due"), _negated=True), ("settled_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_fee_is_settled_once_it_is_not_due",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeeChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("act", models.UUIDField(default=lineup.core.foundation.ids.new, editable=False)),
                (
                    "from_state",
                    models.CharField(
                        choices=[("due", "Due"), ("paid", "Paid"), ("waived", "Waived"), ("refunded", "Given back")],
                        max_length=8,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[("due", "Due"), ("paid", "Paid"), ("waived", "Waived"), ("refunded", "Given back")],
                        max_length=8,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("undoes", models.UUIDField(blank=True, editable=False, null=True)),
                ("channel", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "fee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="participation.fee"
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["fee", "-id"], name="changes_of_a_fee"),
                    models.Index(fields=["act"], name="fee_changes_of_an_act"),
                ],
            },
        ),
        migrations.AddField(
            model_name="pool",
            name="currency",
            field=models.CharField(blank=True, max_length=3, verbose_name="currency"),
        ),
        migrations.AddField(
            model_name="pool",
            name="how_to_pay",
            field=models.CharField(blank=True, max_length=500, verbose_name="how to pay"),
        ),
        migrations.AddField(
            model_name="pool",
            name="price",
            field=models.DecimalField(blank=True, decimal_places=3, max_digits=12, null=True, verbose_name="price"),
        ),
        migrations.AddConstraint(
            model_name="pool",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("price", None),
                    models.Q(("price__gt", 0), models.Q(("currency", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_price_has_a_currency",
            ),
        ),
    ]
