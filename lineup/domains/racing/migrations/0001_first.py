import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0008_proofs_of_what_is_held"),
    ]

    operations = [
        migrations.CreateModel(
            name="Car",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="address")),
                ("maker", models.CharField(max_length=60, verbose_name="maker")),
                ("name", models.CharField(max_length=80, verbose_name="model")),
                (
                    "category",
                    models.CharField(help_text="Like GT3, LMDh or Touring.", max_length=40, verbose_name="category"),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1890),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "power_kw",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(2000),
                        ],
                        verbose_name="power in kW",
                    ),
                ),
                (
                    "weight_kg",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(100),
                            django.core.validators.MaxValueValidator(10000),
                        ],
                        verbose_name="weight in kg",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="can be chosen")),
            ],
        ),
        migrations.CreateModel(
            name="Simulator",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="address")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                (
                    "skill_name",
                    models.CharField(blank=True, max_length=40, verbose_name="what the skill rating is called"),
                ),
                (
                    "safety_name",
                    models.CharField(blank=True, max_length=40, verbose_name="what the safety rating is called"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="can be chosen")),
            ],
        ),
        migrations.CreateModel(
            name="Track",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="address")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                ("city", models.CharField(blank=True, max_length=120, verbose_name="city")),
                ("country", models.CharField(help_text="Two letters, like FR.", max_length=2, verbose_name="country")),
                ("time_zone", models.CharField(default="UTC", max_length=64, verbose_name="time zone")),
                ("is_active", models.BooleanField(default=True, verbose_name="can be chosen")),
            ],
        ),
        migrations.CreateModel(
            name="SimTrack",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=60, verbose_name="its id in the simulator")),
                ("package", models.CharField(blank=True, max_length=60, verbose_name="package that one must own")),
                ("is_wet", models.BooleanField(default=False, verbose_name="it can rain")),
                ("is_active", models.BooleanField(default=True, verbose_name="can be chosen")),
                (
                    "simulator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tracks",
                        to="racing.simulator",
                        verbose_name="simulator",
                    ),
                ),
                (
                    "track",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="racing.track",
                        verbose_name="track",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("simulator", "track"), name="one_edition_of_a_track")],
            },
        ),
        migrations.CreateModel(
            name="SimCar",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=60, verbose_name="its id in the simulator")),
                ("package", models.CharField(blank=True, max_length=60, verbose_name="package that one must own")),
                ("is_wet", models.BooleanField(default=False, verbose_name="drives in the rain")),
                (
                    "tank_litres",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(999),
                        ],
                        verbose_name="tank in litres",
                    ),
                ),
                (
                    "litres_per_second",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="litres refuelled in a second",
                    ),
                ),
                (
                    "tyre_seconds",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(999),
                        ],
                        verbose_name="seconds for four tyres",
                    ),
                ),
                (
                    "tyres_while_refuelling",
                    models.BooleanField(default=False, verbose_name="tyres are changed while it is refuelled"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="can be chosen")),
                (
                    "car",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="racing.car",
                        verbose_name="car",
                    ),
                ),
                (
                    "simulator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cars",
                        to="racing.simulator",
                        verbose_name="simulator",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("simulator", "car"), name="one_edition_of_a_car")],
            },
        ),
        migrations.CreateModel(
            name="SimProfile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("platform_id", models.CharField(max_length=60, verbose_name="your id there")),
                ("name", models.CharField(max_length=80, verbose_name="your name there")),
                ("is_public", models.BooleanField(default=False, verbose_name="everybody may see this profile")),
                ("created_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sim_profiles",
                        to="people.person",
                    ),
                ),
                (
                    "simulator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="profiles",
                        to="racing.simulator",
                        verbose_name="simulator",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "id"], name="profiles_of_a_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("simulator", "platform_id"), name="one_profile_of_an_id")
                ],
            },
        ),
        migrations.CreateModel(
            name="Layout",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("code", models.CharField(blank=True, max_length=60, verbose_name="its id in the simulator")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("road", "Road course"),
                            ("street", "Street circuit"),
                            ("oval", "Oval"),
                            ("dirt_road", "Dirt road"),
                            ("dirt_oval", "Dirt oval"),
                        ],
                        default="road",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "length_m",
                    models.PositiveIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(100),
                            django.core.validators.MaxValueValidator(100000),
                        ],
                        verbose_name="length in metres",
                    ),
                ),
                (
                    "grid_slots",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(500),
                        ],
                        verbose_name="cars on the grid",
                    ),
                ),
                (
                    "pit_stalls",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(500),
                        ],
                        verbose_name="pit stalls",
                    ),
                ),
                (
                    "pit_kmh",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(20),
                            django.core.validators.MaxValueValidator(300),
                        ],
                        verbose_name="pit lane speed in km/h",
                    ),
                ),
                (
                    "pit_seconds",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(999),
                        ],
                        verbose_name="seconds that the pit lane costs",
                    ),
                ),
                ("is_lit", models.BooleanField(default=False, verbose_name="lit at night")),
                ("is_active", models.BooleanField(default=True, verbose_name="can be chosen")),
                (
                    "sim_track",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="layouts",
                        to="racing.simtrack",
                        verbose_name="track",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("sim_track", "name"), name="one_layout_of_a_name")],
            },
        ),
        migrations.CreateModel(
            name="Licence",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        help_text="1 is the lowest.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="rank",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="can be chosen")),
                (
                    "simulator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="licences",
                        to="racing.simulator",
                        verbose_name="simulator",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("simulator", "name"), name="one_licence_of_a_name"),
                    models.UniqueConstraint(fields=("simulator", "rank"), name="one_licence_of_a_rank"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CarClass",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("is_active", models.BooleanField(default=True, verbose_name="can be chosen")),
                (
                    "cars",
                    models.ManyToManyField(blank=True, related_name="classes", to="racing.simcar", verbose_name="cars"),
                ),
                (
                    "simulator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="classes",
                        to="racing.simulator",
                        verbose_name="simulator",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("simulator", "name"), name="one_class_of_a_name")],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "discipline",
                    models.CharField(
                        choices=[
                            ("all", "Everything"),
                            ("sports_car", "Sports cars"),
                            ("formula", "Formula"),
                            ("oval", "Oval"),
                            ("dirt_road", "Dirt road"),
                            ("dirt_oval", "Dirt oval"),
                        ],
                        default="all",
                        max_length=12,
                        verbose_name="discipline",
                    ),
                ),
                (
                    "safety",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="safety rating"
                    ),
                ),
                ("skill", models.PositiveIntegerField(blank=True, null=True, verbose_name="skill rating")),
                ("at", models.DateTimeField()),
                (
                    "licence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="racing.licence",
                        verbose_name="licence",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ratings", to="racing.simprofile"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["profile", "discipline", "-at", "-id"], name="ratings_of_a_profile")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("licence__isnull", False),
                            ("safety__isnull", False),
                            ("skill__isnull", False),
                            _connector="OR",
                        ),
                        name="a_rating_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LapTime",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("milliseconds", models.PositiveIntegerField()),
                ("is_wet", models.BooleanField(default=False, verbose_name="in the rain")),
                ("at", models.DateTimeField()),
                (
                    "layout",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="racing.layout",
                        verbose_name="track",
                    ),
                ),
                (
                    "car",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="racing.simcar",
                        verbose_name="car",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="laps", to="racing.simprofile"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["profile", "-at", "-id"], name="laps_of_a_profile")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("milliseconds__gt", 0)), name="a_lap_takes_time")
                ],
            },
        ),
    ]
