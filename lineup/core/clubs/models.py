"""Clubs are the tenants: who belongs to one, as what, and who would like to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.people.models import Person

HUES = ("petrol", "pine", "moss", "ochre", "rust", "rose", "plum", "indigo")


class Club(models.Model):
    """A community with members, roles and offerings of its own."""

    class JoinPolicy(models.TextChoices):
        APPROVAL = "approval", _("On request, an admin approves")
        INVITATION = "invitation", _("By invitation only")

    class Protected(models.TextChoices):
        NOBODY = "nobody", _("Nobody in particular")
        MANAGERS = "managers", _("Everybody who manages something")
        EVERYBODY = "everybody", _("Every member")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    slug = models.SlugField(max_length=90, unique=True)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), max_length=5000, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    hue = models.CharField(_("colour"), max_length=10, default="indigo")
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)
    is_public = models.BooleanField(_("public page"), default=True)
    join_policy = models.CharField(
        _("who may join"), max_length=12, choices=JoinPolicy.choices, default=JoinPolicy.APPROVAL
    )
    # who needs a second factor to act in the club, from when on, and whether that time has come
    second_factor = models.CharField(
        max_length=10, choices=Protected.choices, default=Protected.NOBODY, db_default=Protected.NOBODY
    )
    second_factor_from = models.DateTimeField(null=True, blank=True)
    second_factor_enforced = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField()
    binned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(second_factor="nobody", second_factor_enforced=False) | Q(second_factor_from__isnull=False),
                name="what_is_asked_is_asked_from_a_time_on",
            )
        ]
        indexes = [
            models.Index(
                fields=["second_factor_from"],
                condition=~Q(second_factor="nobody") & Q(second_factor_enforced=False),
                name="second_factors_to_come",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    ADMIN = "admin", _("Admin")
    EVENT_MANAGER = "event_manager", _("Event manager")
    INSTRUCTOR = "instructor", _("Instructor")
    MEMBER = "member", _("Member")


class Membership(models.Model):
    """A person's time in a club, with the role they have in it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    club = models.ForeignKey(Club, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=14, choices=Role.choices, default=Role.MEMBER)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["club", "person"], condition=Q(left_at=None), name="one_live_membership_per_person"
            ),
            models.UniqueConstraint(
                fields=["club"], condition=Q(left_at=None, role=Role.OWNER), name="one_owner_per_club"
            ),
        ]
        indexes = [models.Index(fields=["person", "left_at"], name="clubs_of_a_person")]


class MembershipRequest(models.Model):
    """Somebody asks to join; an admin approves, or rejects with a reason."""

    class Decision(models.TextChoices):
        OPEN = "open", _("Waiting for an answer")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    club = models.ForeignKey(Club, models.PROTECT, related_name="requests")
    person = models.ForeignKey(Person, models.PROTECT, related_name="membership_requests")
    message = models.TextField(_("message"), max_length=1000, blank=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.OPEN)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["club", "person"], condition=Q(decision="open"), name="one_open_request_per_person"
            )
        ]


class ClubInvitation(models.Model):
    """A secret link by which its holder may join the club in a role."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    club = models.ForeignKey(Club, models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail address"), max_length=254)
    email_folded = models.CharField(max_length=320, editable=False)
    role = models.CharField(_("role"), max_length=14, choices=Role.choices, default=Role.MEMBER)
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
                fields=["club", "email_folded"],
                condition=Q(accepted_at=None, declined_at=None, revoked_at=None),
                name="one_open_club_invitation_per_address",
            )
        ]
