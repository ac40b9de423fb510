"""Teams: of a club or a person, their members, and who is invited into them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs.models import Club
from lineup.core.foundation import ids
from lineup.core.people.models import Participant, Person
from lineup.domains.events.models import Event
from lineup.domains.racing.models.simulator import Simulator


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    MANAGER = "manager", _("Manager")
    DRIVER = "driver", _("Driver")
    RESERVE = "reserve", _("Reserve driver")
    ENGINEER = "engineer", _("Engineer")
    SPOTTER = "spotter", _("Spotter")
    GUEST = "guest", _("Guest driver")


class Team(models.Model):
    """A participant of its own, which can hold the places of entries. Its name is the participant's.

    An imported one knows its id in a simulator; a temporary one is bound to an event.
    """

    participant = models.OneToOneField(Participant, models.PROTECT, primary_key=True, related_name="team")
    club = models.ForeignKey(Club, models.PROTECT, null=True, blank=True, related_name="racing_teams")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="racing_teams")
    slug = models.SlugField(max_length=90, unique=True)
    description = models.TextField(_("description"), max_length=3000, blank=True)
    logo = models.ImageField(_("logo"), upload_to="team-logos/", blank=True)
    is_public = models.BooleanField(_("everybody may see the team"), default=True)
    shows_members = models.BooleanField(_("everybody who sees the team sees who is in it"), default=False)
    simulator = models.ForeignKey(Simulator, models.PROTECT, null=True, blank=True, related_name="teams")
    external_id = models.CharField(_("its id in the simulator"), max_length=60, blank=True)
    event = models.ForeignKey(Event, models.SET_NULL, null=True, blank=True, related_name="temporary_teams")
    created_at = models.DateTimeField()
    binned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(club=None, owner__isnull=False) | Q(club__isnull=False, owner=None),
                name="a_team_is_of_a_club_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(external_id="") | Q(simulator__isnull=False), name="an_imported_team_has_its_simulator"
            ),
            models.UniqueConstraint(
                fields=["simulator", "external_id"], condition=~Q(external_id=""), name="a_team_is_imported_once"
            ),
        ]
        indexes = [
            models.Index(fields=["club", "slug"], name="teams_of_a_club"),
            models.Index(fields=["owner", "slug"], name="teams_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.participant.display_name

    @property
    def kind(self) -> str:
        """What it is, as the documents name it: temporary, imported, club or user."""
        if self.event_id:
            return "temporary"
        if self.external_id:
            return "imported"
        return "club" if self.club_id else "user"


class TeamMember(models.Model):
    """Somebody in a team: in a role, with permissions, for as long as it holds."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        INACTIVE = "inactive", _("Inactive")
        SUSPENDED = "suspended", _("Suspended")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="team_memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.DRIVER)
    can_manage_entries = models.BooleanField(_("enters races and plans them"), default=False)
    can_invite_members = models.BooleanField(_("invites people"), default=False)
    can_edit_team = models.BooleanField(_("changes the team and its members"), default=False)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.ACTIVE)
    valid_from = models.DateTimeField(_("from"), null=True, blank=True)
    valid_until = models.DateTimeField(_("until"), null=True, blank=True)
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "person"], name="a_person_is_in_a_team_once"),
            models.UniqueConstraint(fields=["team"], condition=Q(role=Role.OWNER), name="a_team_has_one_owner"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gt=models.F("valid_from")),
                name="a_membership_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["person", "team"], name="team_memberships_of_a_person")]


class TeamInvitation(models.Model):
    """A secret link by which its holder may join the team in a role."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    team = models.ForeignKey(Team, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"), max_length=254)
    email_folded = models.CharField(max_length=320, editable=False)
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.DRIVER)
    message = models.TextField(_("message"), max_length=1000, blank=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "email_folded"],
                condition=Q(accepted_at=None, declined_at=None, revoked_at=None),
                name="one_open_team_invitation_per_address",
            )
        ]
