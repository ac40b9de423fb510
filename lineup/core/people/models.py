"""Who takes part: accounts that sign in, people who are known, participants who hold places."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids, text
from lineup.core.people.folding import FoldedField


class Accounts(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Account":
        account = self.model(email=email, **fields)
        account.set_password(password)
        account.save()
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=text.fold_address(username or ""))


class Account(AbstractBaseUser):
    """Somebody who can sign in; the folded e-mail address is the identity."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        OWNER = "owner", _("Owner")
        ADMIN = "admin", _("Platform admin")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.OWNER)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_address = models.GenericIPAddressField(null=True, blank=True)
    deactivated_at = models.DateTimeField(null=True, blank=True)
    deactivation_reason = models.CharField(_("reason"), max_length=300, blank=True, default="", db_default="")
    # counts how often everything was signed out: a session made before the last time is none
    session_era = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    # an admin has its second factor taken away then, for an owner who lost it
    factors_end_at = models.DateTimeField(null=True, blank=True)

    objects = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def save(self, *args: object, **kwargs: object) -> None:
        self.email = text.fold_address(self.email)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        own = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        return f"{own}.{self.session_era}" if self.session_era else own

    @property
    def is_platform_admin(self) -> bool:
        return self.is_active and self.role == self.Role.ADMIN

    @property
    def may_organise(self) -> bool:
        """Whether it may offer events and courses of its own."""
        return self.role != self.Role.MEMBER


class Participant(models.Model):
    """What can hold a place: a person, or a team."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        TEAM = "team", _("Team")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PERSON)
    display_name = models.CharField(_("name"), max_length=120)
    # "ecole" finds "École"
    name_folded = FoldedField(of="display_name", max_length=240)

    def __str__(self) -> str:
        return self.display_name


class Person(models.Model):
    """A human being who is known; a guest is one without an account."""

    participant = models.OneToOneField(Participant, models.PROTECT, primary_key=True, related_name="person")
    account = models.OneToOneField(Account, models.SET_NULL, null=True, blank=True, related_name="person")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    email_folded = models.CharField(max_length=320, blank=True, editable=False)
    email_verified_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    avatar = models.ImageField(_("picture"), upload_to="avatars/", blank=True)
    bio = models.TextField(_("about you"), max_length=2000, blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    anonymised_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email_folded"], condition=~Q(email_folded=""), name="one_person_per_address"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_guest(self) -> bool:
        return self.account_id is None


class ApiToken(models.Model):
    """A named key to the API, stored by its digest."""

    class Scope(models.TextChoices):
        READ = "read", _("Read")
        WRITE = "write", _("Read and write")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=80)
    hint = models.CharField(max_length=12, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scope = models.CharField(_("scope"), max_length=10, choices=Scope.choices, default=Scope.READ)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)


class Proof(models.Model):
    """A link sent to an address: who opens it reads mail there. Stored by its digest, used once."""

    class Purpose(models.TextChoices):
        SIGN_UP = "sign_up", _("Open an account")
        RESET = "reset", _("Choose a new password")
        MY_DATA = "my_data", _("See what is held on oneself")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    email = models.EmailField(max_length=254)
    email_folded = models.CharField(max_length=320, db_index=True, editable=False)
    language = models.CharField(max_length=8, default="en")
    next_path = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)


class DiscordLink(models.Model):
    """An account of Discord that signs in to an account here; no token of Discord's is kept."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    account = models.OneToOneField(Account, models.CASCADE, related_name="discord_link")
    discord_id = models.CharField(max_length=20, unique=True)
    # as Discord said last; what a person wrote here is never changed by it
    handle = models.CharField(max_length=40)
    name = models.CharField(max_length=120, blank=True)
    picture = models.CharField(max_length=64, blank=True)
    linked_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    # where the bot writes to them alone, once it did; and since when Discord does not let it
    direct_channel = models.CharField(max_length=20, blank=True, default="", db_default="")
    closed_at = models.DateTimeField(null=True, blank=True)


class AddressChange(models.Model):
    """An account's wish for another address: proved at the new one, stopped from the former one."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="address_changes")
    former = models.EmailField(max_length=254)
    email = models.EmailField(max_length=254)
    email_folded = models.CharField(max_length=320, editable=False)
    digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    # of the notice before the change, and of the one after it: either link opens
    stop_digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    undo_digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    done_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(done_at=None, stopped_at=None), name="one_open_address_change"
            )
        ]


class SignIn(models.Model):
    """When, from where and with what somebody signed in; kept for a while, for the owner to look at."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField(db_index=True)
    address = models.GenericIPAddressField(null=True, blank=True)
    user_agent = models.CharField(max_length=300, blank=True)
    is_new_device = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["account", "-at"], name="sign_ins_of_an_account")]


class Tally(models.Model):
    """How often something was tried in a span of time; the key is a digest and names nobody."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)
