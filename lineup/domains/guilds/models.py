"""A club's guild, what we made in it, every step that was taken there, and who came into the club through it."""

from datetime import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs.models import Club, Membership
from lineup.core.foundation import ids
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.guilds.matching import Standing
from lineup.domains.guilds.shape.things import Kind, State
from lineup.domains.racing.models import PlannedStint, RaceEntry

PATTERN = "{event}-{what}"
# how many minutes before their stint drivers are told at the earliest
EARLIEST_ALERT = 120


def _number(label: object, least: int, most: int, default: int | None) -> models.PositiveSmallIntegerField:
    limits = [MinValueValidator(least), MaxValueValidator(most)]
    may_be_empty = default is None
    return models.PositiveSmallIntegerField(
        label,  # type: ignore[arg-type]
        default=default,
        null=may_be_empty,
        blank=may_be_empty,
        validators=limits,
    )


class Guild(models.Model):
    """What a club chose for its guild, and which guild that is: none until the bot was invited into one."""

    club = models.OneToOneField(Club, models.CASCADE, primary_key=True, related_name="guild")
    discord_id = models.PositiveBigIntegerField(null=True, blank=True, unique=True, editable=False)
    name = models.CharField(max_length=100, blank=True, editable=False)
    linked_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_on = models.BooleanField(_("build the server by itself"), default=True)
    only_races = models.BooleanField(_("only races, no other events"), default=False)
    pattern = models.CharField(_("names of channels"), max_length=90, default=PATTERN)
    voice = models.BooleanField(_("voice channels for practice and race"), default=True)
    roles = models.BooleanField(_("a role for each team"), default=True)
    threads = models.BooleanField(_("a thread for each team"), default=True)
    respects_people = models.BooleanField(_("leave as it is what people rename or move"), default=True)
    race_voice_hours = _number(_("race voice opens, hours before"), 1, 168, 24)
    update_minutes = _number(_("card is brought up to date, every so many minutes"), 5, 1440, 30)
    alerts = models.BooleanField(_("tell drivers before their stint"), default=True)
    alert_minutes = _number(_("how many minutes before"), 1, EARLIEST_ALERT, 15)
    digest = models.BooleanField(_("say each Monday what the week brings"), default=False, db_default=False)
    role_days = _number(_("teams have roles, days before and after"), 1, 60, 14)
    archive_days = _number(_("archived, days after the end"), 0, 90, 7)
    keep_days = _number(_("archive is kept, days"), 1, 3650, None)
    syncs_members = models.BooleanField(
        _("make its linked members members of the club, once a day"), default=True, db_default=True
    )
    language = models.CharField(_("language of the bot"), max_length=8, default="en")
    bot_name = models.CharField(_("name of the bot"), max_length=32, blank=True)
    # what the bot was last called there by us; what people call it then, stays
    bot_called = models.CharField(max_length=32, blank=True, default="", db_default="", editable=False)
    # something changed that the guild should show
    dirty_since = models.DateTimeField(null=True, blank=True, editable=False)
    # since when its members may have come and gone unheard
    unheard_since = models.DateTimeField(null=True, blank=True, editable=False)
    # since when something of ours there may be forgotten: it was linked, or a backup was put back
    forgot_at = models.DateTimeField(null=True, blank=True, editable=False)
    # when it was looked at last, is to be again, and what stopped that
    looked_at = models.DateTimeField(null=True, blank=True, editable=False)
    next_at = models.DateTimeField(null=True, blank=True, editable=False)
    stopped = models.CharField(max_length=12, blank=True, editable=False)
    # left alone: it is being looked at, or refused
    rests_until = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(discord_id=None, linked_at=None) | Q(discord_id__isnull=False, linked_at__isnull=False),
                name="a_linked_guild_knows_since_when",
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.club)

    @property
    def is_linked(self) -> bool:
        return self.discord_id is not None

    def is_at_work(self, at: datetime) -> bool:
        """Whether somebody looks at it just now; what rests because something stopped it is not looked at."""
        return self.rests_until is not None and self.rests_until > at and not self.stopped


class BotInvitation(models.Model):
    """That an admin went to Discord to let the bot into a server: the way back is taken once, by them alone.

    Only the digest of the state is kept. `challenge` binds it to the browser that holds what it is made of; empty for
    one that was asked for through the API, where there is no browser yet.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    club = models.ForeignKey(Club, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state_digest = models.CharField(max_length=64, unique=True)
    challenge = models.CharField(max_length=43, blank=True)
    begun_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)


class Look(models.Model):
    """What the last look at a guild told, as plain values; `ordered_at` while one is under way that only looks.

    `steps`: the first of what is to be done; `counts` by act and `lanes` by lane: of all of it. `faults`: why something
    can't be done. `missing`: what people took away. `budget`: how Discord took the calls.
    `told_at`: when admins were told that they are needed; null where they are not.
    """

    guild = models.OneToOneField(Guild, models.CASCADE, primary_key=True, related_name="look")
    ordered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_dry = models.BooleanField(default=False)
    stopped = models.CharField(max_length=12, blank=True)
    steps = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    lanes = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    budget = models.JSONField(default=dict)
    told_at = models.DateTimeField(null=True, blank=True)


class Archived(models.Model):
    """That an admin had an event's channel archived before its days were over."""

    offering = models.OneToOneField(Offering, models.CASCADE, primary_key=True, related_name="+")
    guild = models.ForeignKey(Guild, models.CASCADE, related_name="+")
    at = models.DateTimeField()


class Removal(models.Model):
    """A channel or role of ours that nobody wants any more, and that goes only when a human agreed to it.

    `token` stands for the thing and its number at Discord; `why` it would go.
    """

    class Why(models.TextChoices):
        GONE = "gone", _("Its event is not shown on the server any more.")
        KEPT = "kept", _("Its archive was kept for as long as the club chose.")
        OFF = "off", _("It is switched off among the choices for Discord.")
        OVER = "over", _("Its days are over.")
        EMPTY = "empty", _("Nothing of ours would be in it any more.")

    id = models.BigAutoField(primary_key=True)
    guild = models.ForeignKey(Guild, models.CASCADE, related_name="removals")
    token = models.CharField(max_length=240)
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    name = models.CharField(max_length=100, blank=True)
    why = models.CharField(max_length=5, choices=Why.choices)
    since = models.DateTimeField()
    is_agreed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guild", "token"], name="a_removal_waits_once")]


class Thing(models.Model):
    """A thing of ours in a guild, as we last set it; what its state is, stands here before Discord is asked.

    `parent_discord_id`: the number of what it was put into; `holders`: whose access we set.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    guild = models.ForeignKey(Guild, models.CASCADE, related_name="things")
    # what it is for, as text: what that points to may go before it does
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    state = models.CharField(max_length=7, choices=[(state.value, state.value) for state in State])
    discord_id = models.PositiveBigIntegerField(default=0)
    parent = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=100, blank=True)
    topic = models.CharField(max_length=1024, blank=True)
    parent_discord_id = models.PositiveBigIntegerField(default=0)
    print = models.CharField(max_length=32, blank=True)
    user = models.PositiveBigIntegerField(default=0)
    holders = models.JSONField(default=list)
    is_found = models.BooleanField(default=False)
    began_ms = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guild", "key"], name="a_thing_is_known_once")]


class Step(models.Model):
    """One line of the journal: what became of a thing, written down before Discord was asked and after it answered."""

    id = models.BigAutoField(primary_key=True)
    guild = models.ForeignKey(Guild, models.CASCADE, related_name="steps")
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    # empty: it was not known before, or is ours no more
    from_state = models.CharField(max_length=7, blank=True)
    to_state = models.CharField(max_length=7, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["guild", "-id"], name="steps_of_a_guild"),
            models.Index(fields=["at"], name="steps_by_age"),
        ]


class MemberSync(models.Model):
    """The members of a guild looked at once, and what came of it, as numbers.

    `agreed`: how many a human lets go. Not `is_whole`: the listing broke off, so nobody was removed. `problem`: why
    nothing could be read, in one word.
    """

    class Sort(models.TextChoices):
        MANUAL = "manual", _("by hand")
        AUTOMATIC = "automatic", _("when the server was linked")
        SCHEDULED = "scheduled", _("every day")

    class State(models.TextChoices):
        WAITING = "waiting", _("Under way")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    guild = models.ForeignKey(Guild, models.CASCADE, related_name="syncs")
    sort = models.CharField(max_length=10, choices=Sort.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    ordered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ordered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    agreed = models.PositiveIntegerField(default=0)
    is_whole = models.BooleanField(default=False)
    problem = models.CharField(max_length=12, blank=True)
    # how many were read so far
    read = models.PositiveIntegerField(default=0, db_default=0)
    matched = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    unlinked = models.PositiveIntegerField(default=0)
    conflicting = models.PositiveIntegerField(default=0)
    bots = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["guild"], condition=Q(state="waiting"), name="one_sync_of_a_guild_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at=None) | Q(~Q(state="waiting"), ended_at__isnull=False),
                name="a_sync_that_ended_knows_when",
            ),
        ]
        indexes = [
            models.Index(fields=["guild", "-ordered_at"], name="syncs_of_a_guild"),
            models.Index(fields=["ordered_at"], name="syncs_by_age"),
        ]


class SyncLine(models.Model):
    """What became of one in a sync, for all but the matched; kept for the last sync of the guild alone."""

    id = models.BigAutoField(primary_key=True)
    sync = models.ForeignKey(MemberSync, models.CASCADE, related_name="lines")
    standing = models.CharField(max_length=11, choices=[(one.value, one.value) for one in Standing])
    why = models.CharField(max_length=12, blank=True)
    discord_id = models.PositiveBigIntegerField()
    name = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sync", "discord_id", "person"], name="one_line_for_each_in_a_sync"),
        ]
        indexes = [models.Index(fields=["sync", "standing", "id"], name="lines_of_a_sync")]


class SyncedMembership(models.Model):
    """That a sync made somebody a member, through which Discord account; who left the guild may come back with it."""

    membership = models.OneToOneField(Membership, models.CASCADE, primary_key=True, related_name="synced")
    discord_id = models.PositiveBigIntegerField()
    left_with_guild = models.BooleanField(default=False)


class Allowance(models.Model):
    """What Discord lets the bot ask, as its answers told it: one row, for all processes that ask there.

    Discord counts what the whole bot asks, however many processes that are. `learned` is written by
    `interfaces/discord/shared_budget.py` alone; without the row everything is learned anew.
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    learned = models.JSONField(default=dict)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_allowance_for_all")]


class StintAlert(models.Model):
    """What a driver is told of a stint in their team's thread; it stands here before Discord is asked.

    `stint` is the one that was told; none where a correction says that there is no such stint any more.
    """

    class Sort(models.TextChoices):
        ALERT = "alert"
        CORRECTION = "correction"

    class State(models.TextChoices):
        DUE = "due", _("Due")
        SENT = "sent", _("Sent")
        MISSED = "missed", _("Missed")

    class Why(models.TextChoices):
        PAST = "past", _("The stint had begun when it could have been told.")
        UNSENT = "unsent", _("Discord did not take it before the stint began.")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    entry = models.ForeignKey(RaceEntry, models.CASCADE, related_name="stint_alerts")
    number = models.PositiveSmallIntegerField()
    sort = models.CharField(max_length=10, choices=Sort.choices)
    stint = models.ForeignKey(PlannedStint, models.CASCADE, null=True, related_name="+")
    due_at = models.DateTimeField()
    noted_at = models.DateTimeField()
    state = models.CharField(max_length=6, choices=State.choices, default=State.DUE)
    why = models.CharField(max_length=6, choices=Why.choices, blank=True)
    # when those were told by their own ways whom the thread does not call
    called_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "number", "sort"], name="a_stint_is_told_and_corrected_once"),
            models.CheckConstraint(
                condition=(Q(state="missed") & ~Q(why="")) | (~Q(state="missed") & Q(why="")),
                name="what_was_missed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(sort="correction") | Q(stint__isnull=False), name="an_alert_is_of_a_stint"
            ),
        ]
