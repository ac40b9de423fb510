"""The form of an event: short to start with, everything else folded away below."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import pools
from lineup.core.participation.models import Offering, Pool
from lineup.core.people.models import Person
from lineup.domains.events import events, organising, topics, venues
from lineup.domains.events.kind import StartNeeded
from lineup.domains.events.models import Event, Occurrence
from lineup.interfaces.web import pool_fields, zones
from lineup.interfaces.web.events.zoned import ZonedField, ZonedForm
from lineup.interfaces.web.forms import ChoiceCards
from lineup.interfaces.web.refusing import Refusing
from lineup.interfaces.web.repetitions import scopes

MOST_VENUES = 500
NEW = "new"
# a refusal's field → where the form shows it
PLACES = {"name": "venue_name", "address": "venue_address", "city": "venue_city", "country": "venue_country"}
ABOUT_POOL = ("capacity", "admission", "waitlist", "offer_minutes", "party_limit", "opens_at", "closes_at")

FOLDED = ("admission", "waitlist", "offer_minutes", "party_limit", "opens_at", "closes_at", "shows_participants")


REMINDERS = [
    (0, _("None")),
    (2 * 60, _("2 hours before")),
    (24 * 60, _("The day before")),
    (2 * 24 * 60, _("2 days before")),
    (7 * 24 * 60, _("1 week before")),
]


class EventForm(Refusing, ZonedForm):
    """Every field of an event; saved by `events.create` and `events.change`."""

    title = forms.CharField(label=_("Title"), max_length=200)
    description = forms.CharField(
        label=_("Description"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What happens, what to bring. **Bold**, lists and links work as in Markdown."),
    )
    category = forms.ChoiceField(label=_("Category"), required=False)
    tags = forms.CharField(
        label=_("Tags"), required=False, max_length=700, help_text=_("Words with commas between them.")
    )
    offered_by = forms.ChoiceField(label=_("Offered by"))
    source = forms.ChoiceField(label=_("Source"), required=False)

    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=zones.choices, help_text=_("Of the place; everybody reads it in their own.")
    )
    starts_at = ZonedField(label=_("Starts"), required=False, help_text=_("Needed to publish."))
    ends_at = ZonedField(label=_("Ends"), required=False, help_text=_("Leave it open if you don’t know."))

    remind_minutes = forms.TypedChoiceField(
        label=_("Reminder"),
        choices=REMINDERS,
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("To who has a place, by the ways they chose."),
    )

    venue = forms.ChoiceField(label=_("Venue"), required=False)
    venue_name = forms.CharField(label=_("Name of the venue"), max_length=200, required=False)
    venue_address = forms.CharField(label=_("Street and number"), max_length=300, required=False)
    venue_city = forms.CharField(label=_("City"), max_length=120, required=False)
    venue_country = forms.CharField(
        label=_("Country"), max_length=2, required=False, help_text=_("Two letters, like FR.")
    )
    stream_url = forms.URLField(
        label=_("Stream"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("A YouTube or other link."),
    )
    map_latitude = forms.FloatField(label=_("Latitude"), required=False)
    map_longitude = forms.FloatField(label=_("Longitude"), required=False)
    map_zoom = forms.IntegerField(label=_("Zoom"), required=False, min_value=1, max_value=20)

    visibility = forms.ChoiceField(
        label=_("Who sees it"),
        choices=[
            ("public", _("Everybody")),
            ("unlisted", _("Who has the address")),
            ("club_only", _("Members of the club")),
            ("invite_only", _("Members, by invitation")),
            ("private", _("Only the invited")),
        ],
        widget=ChoiceCards(
            hints={
                "public": _("In lists and search; anyone can join."),
                "unlisted": _("In no list; anyone with the address can join."),
                "club_only": _("Members find it and can join."),
                "invite_only": _("Members find it; the invited can join."),
                "private": _("Nobody else knows it exists."),
            }
        ),
    )
    capacity = pool_fields.capacity()
    admission = forms.ChoiceField(
        label=_("How people get in"),
        choices=[("open", _("At once")), ("approval", _("On request")), ("invitation", _("By invitation"))],
        widget=ChoiceCards(
            hints={
                "open": _("Whoever signs up is in, until it is full."),
                "approval": _("People ask; you say yes or no."),
                "invitation": _("Only those you invite."),
            }
        ),
    )
    waitlist = pool_fields.waitlist()
    offer_minutes = pool_fields.offer_minutes()
    party_limit = forms.IntegerField(
        label=_("Largest group"),
        min_value=1,
        max_value=pools.LARGEST_GROUP,
        help_text=_("1: everybody signs up alone."),
    )
    opens_at = ZonedField(label=_("Sign-up opens"), required=False, help_text=_("Empty: when you publish it."))
    closes_at = ZonedField(label=_("Sign-up closes"), required=False, help_text=_("Empty: when it is over."))
    shows_participants = forms.BooleanField(
        label=_("Who comes sees who else comes"),
        required=False,
        help_text=_("Once sign-up is over, the club’s Discord server is told their names, if it has one."),
    )
    slug = forms.SlugField(
        label=_("Address"), max_length=80, required=False, help_text=_("The last part of the page’s address.")
    )

    def __init__(
        self,
        *args: Any,
        person: Person,
        event: Event | None = None,
        occurrence: Occurrence | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {**(_values_of(event) if event else new(person)), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.person, self.event = person, event
        self.venues = {str(row.pk): row for row in _venues(person, event)}
        self._choose()
        if occurrence:
            self.fields["scope"] = scopes.field(occurrence, *scopes.LABELS, at=clock.now())

    def _choose(self) -> None:
        """Offer what this person may choose from, and only what is of use."""
        fields: dict[str, Any] = self.fields
        fields["category"].choices = [("", _("None")), *((row.slug, str(row)) for row in topics.categories())]
        fields["venue"].choices = [
            ("", _("No venue")),
            (NEW, _("A new venue…")),
            *((key, f"{row.name}, {row.city}") for key, row in self.venues.items()),
        ]
        if self.event:
            del fields["offered_by"]
        else:
            fields["offered_by"].choices = offerers(self.person)
            del fields["slug"]
        if not self._may_be_a_clubs:
            fields["visibility"].choices = [one for one in fields["visibility"].choices if one[0] != "club_only"]
        if self.person.account and self.person.account.is_platform_admin:
            fields["source"].choices = [("", _("As who offers it")), *Offering.Source.choices]
        else:
            del fields["source"]
        for name in ("offer_minutes", "remind_minutes"):
            _keep_known(fields[name], self.initial.get(name))

    @property
    def _may_be_a_clubs(self) -> bool:
        """Whether there are members of a club to whom it could be shown."""
        if self.event:
            return self.event.offering.club_id is not None
        return any(key != "me" for key, _name in offerers(self.person))

    @property
    def meant(self) -> str:
        """Whether one, the following, or all days are meant; one where nothing repeats."""
        return str(self.cleaned_data.get("scope", scopes.ONE))

    @property
    def opens_fold(self) -> bool:
        """Whether something that is folded away is at fault, or not as it usually is."""
        usual = new(self.person)
        differs = any(self.initial.get(name) != usual[name] for name in ("admission", "waitlist") if self.event)
        return differs or bool(self.is_bound and set(FOLDED) & set(self.errors))

    @property
    def publishes(self) -> bool:
        """Whether the button says that it is published at once."""
        return self.data.get("then") == "publish"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.publishes and not cleaned.get("starts_at") and "starts_at" not in self.errors:
            self.add_error("starts_at", str(StartNeeded()))
        return cleaned

    def field_at_fault(self, refusal: Refusal) -> str | None:
        return PLACES.get(refusal.field or "", refusal.field)

    @property
    def club(self) -> Club | None:
        """The club that offers the new event; None for the person."""
        chosen = self.cleaned_data.get("offered_by")
        return Club.objects.get(pk=chosen) if chosen and chosen != "me" else None

    def values(self) -> dict[str, Any]:
        """Return what `events.create` and `events.change` take."""
        given = {name: self.cleaned_data[name] for name in events.FIELDS if name in self.cleaned_data}
        given["category"] = topics.category(given["category"])
        given["tags"] = topics.split(given["tags"])
        if not given.get("source"):
            given.pop("source", None)
        if given.get("remind_minutes") is None:
            given.pop("remind_minutes", None)
        if given["venue"] == NEW:
            given["new_venue"] = {name: self.cleaned_data[shown] for name, shown in PLACES.items()}
        given["venue"] = self.venues.get(given["venue"])
        return given


def _keep_known(field: Any, value: int | None) -> None:
    if value and value not in dict(field.choices):
        field.choices = sorted([*field.choices, (value, f"{value} min")])


def _venues(person: Person, event: Event | None) -> list[Any]:
    rows = list(venues.managed_by(person).order_by("name", "id")[:MOST_VENUES])
    kept = event.venue if event else None
    return [kept, *rows] if kept and kept not in rows else rows


def clubs_of(person: Person) -> list[Club]:
    """Return the clubs for which this person may make events."""
    ids = permissions.clubs_where(person, permissions.MANAGE_EVENTS)
    return list(Club.objects.filter(pk__in=ids, binned_at=None).order_by("name", "id"))


def offerers(person: Person) -> list[tuple[str, Any]]:
    """Return for whom this person may make events: themselves, and clubs."""
    own = [("me", _("Me, %(name)s") % {"name": person.name})] if organising.may_organise(person) else []
    return [*own, *((str(club.pk), club.name) for club in clubs_of(person))]


def new(person: Person) -> dict[str, Any]:
    """Return sensible values for a new event."""
    return {
        "time_zone": person.time_zone,
        "venue_country": zones.country_of(person.time_zone),
        "visibility": Offering.Visibility.PUBLIC,
        "admission": Pool.Admission.OPEN,
        "waitlist": Pool.Waitlist.AUTOMATIC,
        "offer_minutes": 24 * 60,
        "remind_minutes": 24 * 60,
        "party_limit": 5,
    }


def _values_of(event: Event) -> dict[str, Any]:
    offering, pool = event.offering, events.pool_of(event)
    own: dict[str, datetime | Any] = {name: getattr(offering, name) for name in (*events.OFFERING, "slug")}
    return {
        **own,
        **{name: getattr(event, name) for name in events.DETAILS},
        **{name: getattr(pool, name) for name in ABOUT_POOL},
        "venue": str(event.venue_id or ""),
        "category": event.category_id or "",
        "tags": ", ".join(tag.name for tag in event.tags.all()),
    }
