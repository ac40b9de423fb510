import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids
import lineup.core.participation.transitions


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clubs", "0001_first"),
        ("people", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Feed",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("hint", models.CharField(editable=False, max_length=12)),
                ("created_at", models.DateTimeField()),
                ("last_read_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "club",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feeds",
                        to="clubs.club",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="feeds", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Offering",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(choices=[("event", "Event"), ("course", "Course")], max_length=10)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("official", "Official"),
                            ("series", "Series"),
                            ("club", "Club"),
                            ("user", "Person"),
                            ("imported", "Imported"),
                        ],
                        default="user",
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("slug", models.SlugField(max_length=90, unique=True)),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("public", "Public: anyone can see it and join"),
                            ("unlisted", "Unlisted: anyone with the address"),
                            ("club_only", "Club: members only"),
                            ("invite_only", "By invitation: members see it, the invited join"),
                            ("private", "Private: only the invited see it"),
                        ],
                        default="public",
                        max_length=12,
                        verbose_name="visibility",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("cancelled", "Cancelled"),
                            ("finished", "Finished"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="starts")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="ends")),
                ("created_at", models.DateTimeField()),
                ("binned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "club",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offerings",
                        to="clubs.club",
                    ),
                ),
                (
                    "organiser",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offerings",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("binned_at", None),
                            ("state__in", ["published", "finished", "cancelled"]),
                            ("visibility", "public"),
                        ),
                        fields=["kind", "starts_at", "id"],
                        name="listed_by_time",
                    ),
                    models.Index(fields=["club", "starts_at", "id"], name="offerings_of_a_club"),
                    models.Index(fields=["organiser", "starts_at", "id"], name="offerings_of_a_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("club", None), ("organiser__isnull", False)),
                            models.Q(("club__isnull", False), ("organiser", None)),
                            _connector="OR",
                        ),
                        name="offered_by_a_club_or_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at", None),
                            ("starts_at", None),
                            ("ends_at__gte", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pool",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("role", models.SlugField(max_length=30)),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="capacity")),
                ("taken", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "admission",
                    models.CharField(
                        choices=[
                            ("open", "Open: whoever comes first"),
                            ("approval", "On request, the organiser approves"),
                            ("invitation", "By invitation only"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="admission",
                    ),
                ),
                (
                    "waitlist",
                    models.CharField(
                        choices=[
                            ("none", "No waitlist"),
                            ("automatic", "The next in line gets a freed place at once"),
                            ("offer", "The next in line is offered a freed place for a time"),
                        ],
                        default="automatic",
                        max_length=10,
                        verbose_name="waitlist",
                    ),
                ),
                ("offer_minutes", models.PositiveIntegerField(default=1440, verbose_name="minutes to answer an offer")),
                ("party_limit", models.PositiveSmallIntegerField(default=5, verbose_name="largest group")),
                ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="sign-up opens")),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="sign-up closes")),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pools", to="participation.offering"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("capacity", None), ("taken__lte", models.F("capacity")), _connector="OR"),
                        name="never_more_taken_than_capacity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("party_limit__gte", 1)), name="a_group_has_at_least_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("offer_minutes__gte", 1)), name="an_offer_lasts_at_least_a_minute"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (lineup.core.participation.transitions.State["REQUESTED"], "Requested"),
                            (lineup.core.participation.transitions.State["WAITLISTED"], "Waiting"),
                            (lineup.core.participation.transitions.State["OFFERED"], "Offered"),
                            (lineup.core.participation.transitions.State["CONFIRMED"], "Confirmed"),
                            (lineup.core.participation.transitions.State["REJECTED"], "Rejected"),
                            (lineup.core.participation.transitions.State["DECLINED"], "Declined"),
                            (lineup.core.participation.transitions.State["LAPSED"], "Lapsed"),
                            (lineup.core.participation.transitions.State["WITHDRAWN"], "Withdrawn"),
                            (lineup.core.participation.transitions.State["REVOKED"], "Revoked"),
                        ],
                        max_length=10,
                    ),
                ),
                ("queued_at", models.DateTimeField()),
                ("priority", models.SmallIntegerField(default=0)),
                ("held_until", models.DateTimeField(blank=True, null=True)),
                ("party", models.UUIDField(default=lineup.core.foundation.ids.new, editable=False)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contact_places", to="people.person"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="places", to="people.participant"
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="places", to="participation.pool"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("pool"),
                        models.OrderBy(models.F("priority"), descending=True),
                        models.F("queued_at"),
                        models.F("id"),
                        condition=models.Q(("state", lineup.core.participation.transitions.State["WAITLISTED"])),
                        name="the_queue",
                    ),
                    models.Index(
                        condition=models.Q(("state", lineup.core.participation.transitions.State["OFFERED"])),
                        fields=["held_until"],
                        name="offers_by_end",
                    ),
                    models.Index(fields=["pool", "state", "queued_at", "id"], name="places_of_a_pool"),
                    models.Index(fields=["contact", "queued_at", "id"], name="places_of_a_contact"),
                    models.Index(fields=["party"], name="places_of_a_party"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    lineup.core.participation.transitions.State["CONFIRMED"],
                                    lineup.core.participation.transitions.State["OFFERED"],
                                    lineup.core.participation.transitions.State["REQUESTED"],
                                    lineup.core.participation.transitions.State["WAITLISTED"],
                                ],
                            )
                        ),
                        fields=("pool", "participant"),
                        name="one_live_place_per_participant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", lineup.core.participation.transitions.State["OFFERED"]), _negated=True),
                            ("held_until__isnull", False),
                            _connector="OR",
                        ),
                        name="an_offer_has_an_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JoinRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("companions", models.JSONField(default=list)),
                ("language", models.CharField(default="en", max_length=8)),
                ("time_zone", models.CharField(default="UTC", max_length=64)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="join_requests",
                        to="participation.place",
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="join_requests",
                        to="participation.pool",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["expires_at"], name="join_requests_by_end")],
            },
        ),
        migrations.CreateModel(
            name="PlaceChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("action", models.CharField(max_length=10)),
                (
                    "from_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            (lineup.core.participation.transitions.State["REQUESTED"], "Requested"),
                            (lineup.core.participation.transitions.State["WAITLISTED"], "Waiting"),
                            (lineup.core.participation.transitions.State["OFFERED"], "Offered"),
                            (lineup.core.participation.transitions.State["CONFIRMED"], "Confirmed"),
                            (lineup.core.participation.transitions.State["REJECTED"], "Rejected"),
                            (lineup.core.participation.transitions.State["DECLINED"], "Declined"),
                            (lineup.core.participation.transitions.State["LAPSED"], "Lapsed"),
                            (lineup.core.participation.transitions.State["WITHDRAWN"], "Withdrawn"),
                            (lineup.core.participation.transitions.State["REVOKED"], "Revoked"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            (lineup.core.participation.transitions.State["REQUESTED"], "Requested"),
                            (lineup.core.participation.transitions.State["WAITLISTED"], "Waiting"),
                            (lineup.core.participation.transitions.State["OFFERED"], "Offered"),
                            (lineup.core.participation.transitions.State["CONFIRMED"], "Confirmed"),
                            (lineup.core.participation.transitions.State["REJECTED"], "Rejected"),
                            (lineup.core.participation.transitions.State["DECLINED"], "Declined"),
                            (lineup.core.participation.transitions.State["LAPSED"], "Lapsed"),
                            (lineup.core.participation.transitions.State["WITHDRAWN"], "Withdrawn"),
                            (lineup.core.participation.transitions.State["REVOKED"], "Revoked"),
                        ],
                        max_length=10,
                    ),
                ),
                ("channel", models.CharField(max_length=10)),
                ("reason", models.CharField(blank=True, max_length=300)),
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
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="participation.place"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["place", "-id"], name="changes_of_a_place")],
            },
        ),
        migrations.CreateModel(
            name="PlaceLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="participation.place",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="participation.joinrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", None), ("request__isnull", False)),
                            models.Q(("place__isnull", False), ("request", None)),
                            _connector="OR",
                        ),
                        name="a_link_stands_for_one_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("email_folded", models.CharField(editable=False, max_length=320)),
                ("message", models.TextField(blank=True, max_length=1000, verbose_name="message")),
                ("digest", models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="people.person",
                    ),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="participation.offering",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="participation.place",
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="participation.pool",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "offering"], name="invitations_of_a_person")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("declined_at", None), ("revoked_at", None)),
                        fields=("offering", "email_folded"),
                        name="one_open_invitation_per_address",
                    )
                ],
            },
        ),
    ]
