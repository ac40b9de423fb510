import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("clubs", "0002_clubs_may_ask_for_a_second_factor"),
        ("events", "0007_files_have_a_use"),
        ("people", "0008_proofs_of_what_is_held"),
        ("racing", "0002_an_event_may_be_a_race"),
    ]

    operations = [
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="team",
                        serialize=False,
                        to="people.participant",
                    ),
                ),
                ("slug", models.SlugField(max_length=90, unique=True)),
                ("description", models.TextField(blank=True, max_length=3000, verbose_name="description")),
                ("logo", models.ImageField(blank=True, upload_to="team-logos/", verbose_name="logo")),
                ("is_public", models.BooleanField(default=True, verbose_name="everybody may see the team")),
                (
                    "shows_members",
                    models.BooleanField(default=False, verbose_name="everybody who sees the team sees who is in it"),
                ),
                ("external_id", models.CharField(blank=True, max_length=60, verbose_name="its id in the simulator")),
                ("created_at", models.DateTimeField()),
                ("binned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "club",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="racing_teams",
                        to="clubs.club",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="temporary_teams",
                        to="events.event",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="racing_teams",
                        to="people.person",
                    ),
                ),
                (
                    "simulator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="racing.simulator",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["club", "slug"], name="teams_of_a_club"),
                    models.Index(fields=["owner", "slug"], name="teams_of_a_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("club", None), ("owner__isnull", False)),
                            models.Q(("club__isnull", False), ("owner", None)),
                            _connector="OR",
                        ),
                        name="a_team_is_of_a_club_or_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("external_id", ""), ("simulator__isnull", False), _connector="OR"),
                        name="an_imported_team_has_its_simulator",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_id", ""), _negated=True),
                        fields=("simulator", "external_id"),
                        name="a_team_is_imported_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamInvitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("email_folded", models.CharField(editable=False, max_length=320)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("manager", "Manager"),
                            ("driver", "Driver"),
                            ("reserve", "Reserve driver"),
                            ("engineer", "Engineer"),
                            ("spotter", "Spotter"),
                            ("guest", "Guest driver"),
                        ],
                        default="driver",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("message", models.TextField(blank=True, max_length=1000, verbose_name="message")),
                ("digest", models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="racing.team"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("declined_at", None), ("revoked_at", None)),
                        fields=("team", "email_folded"),
                        name="one_open_team_invitation_per_address",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("manager", "Manager"),
                            ("driver", "Driver"),
                            ("reserve", "Reserve driver"),
                            ("engineer", "Engineer"),
                            ("spotter", "Spotter"),
                            ("guest", "Guest driver"),
                        ],
                        default="driver",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("can_manage_entries", models.BooleanField(default=False, verbose_name="enters races and plans them")),
                ("can_invite_members", models.BooleanField(default=False, verbose_name="invites people")),
                ("can_edit_team", models.BooleanField(default=False, verbose_name="changes the team and its members")),
                (
                    "status",
                    models.CharField(
                        choices=[("active", "Active"), ("inactive", "Inactive"), ("suspended", "Suspended")],
                        default="active",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("valid_from", models.DateTimeField(blank=True, null=True, verbose_name="from")),
                ("valid_until", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                ("joined_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="team_memberships", to="people.person"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="racing.team"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "team"], name="team_memberships_of_a_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("team", "person"), name="a_person_is_in_a_team_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("role", "owner")), fields=("team",), name="a_team_has_one_owner"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_until", None),
                            ("valid_until__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="a_membership_ends_after_it_begins",
                    ),
                ],
            },
        ),
    ]
