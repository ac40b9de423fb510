"""What the style guide shows: believable things, always the same, none of them from the database."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.interfaces.web import calendars, charts, states
from lineup.interfaces.web.drawing import HUES
from lineup.interfaces.web.forms import ChoiceCards, MomentField

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


class SampleForm(forms.Form):
    title = forms.CharField(max_length=80, help_text=_("What people will see first."))
    about = forms.CharField(widget=forms.Textarea(attrs={"maxlength": 500}), max_length=500, required=False)
    email = forms.EmailField()
    starts_at = MomentField(help_text=_("In the time of the venue."))
    category = forms.ChoiceField(choices=[("talk", _("Talk")), ("race", _("Race")), ("meal", _("Shared meal"))])
    admission = forms.ChoiceField(
        choices=[("open", _("Open")), ("approval", _("By approval")), ("invitation", _("By invitation"))],
        widget=ChoiceCards(
            hints={
                "open": _("Whoever signs up is in, until it is full."),
                "approval": _("People ask; you say yes or no."),
                "invitation": _("Only those you invite."),
            }
        ),
    )
    days = forms.MultipleChoiceField(
        choices=[("fri", _("Friday")), ("sat", _("Saturday"))], widget=forms.CheckboxSelectMultiple, required=False
    )
    poster = forms.FileField(required=False)
    agree = forms.BooleanField(label=_("I have read what happens with my data"))


class ZonedForm(forms.Form):
    day = forms.DateField(label=_("Opens"), widget=forms.DateInput(attrs={"type": "date"}), initial="2026-12-05")
    hour = forms.TimeField(label=_("Opens at"), widget=forms.TimeInput(attrs={"type": "time"}), initial="19:00")


EVENTS: list[dict[str, Any]] = [
    {
        "title": "Veillée astronomie au Pic de Bure",
        "club": "Les Lève-tard",
        "hue": "indigo",
        "at": NOW + timedelta(days=5, hours=9),
        "until": NOW + timedelta(days=5, hours=13),
        "zone": "Europe/Paris",
        "venue": "Plateau de Bure",
        "state": "confirmed",
        "taken": 31,
        "capacity": 40,
        "waiting": 0,
    },
    {
        "title": "Six hours of the harbour: night stints",
        "club": "Harbour Racing",
        "hue": "rust",
        "at": NOW + timedelta(days=12, hours=8),
        "until": NOW + timedelta(days=12, hours=14),
        "zone": "Europe/Lisbon",
        "venue": "Online",
        "state": "waitlisted",
        "taken": 24,
        "capacity": 24,
        "waiting": 7,
    },
    {
        "title": "Bread, slowly: a sourdough morning",
        "club": "Kitchen Commons",
        "hue": "ochre",
        "at": NOW + timedelta(days=22, hours=1),
        "until": NOW + timedelta(days=22, hours=5),
        "zone": "",
        "venue": "Atelier 9, Ghent",
        "state": "",
        "taken": 5,
        "capacity": 12,
        "waiting": 0,
    },
]

GUESTS = [
    SimpleNamespace(id=n, name=name, email=email, state=state, at=NOW - timedelta(hours=7 * n), note=note)
    for n, (name, email, state, note) in enumerate(
        [
            ("Amélie Rousseau", "amelie@example.org", "confirmed", ""),
            ("Tomás Ferreira", "tomas@example.org", "offered", _("until tomorrow, 18:00")),
            ("Wanjiru Kamau", "wanjiru@example.org", "waitlisted", _("first in line")),
            ("Soo-jin Park", "soojin@example.org", "requested", ""),
            ("Bartholomew Featherstonehaugh-Cholmondeley", "bart@example.org", "withdrawn", ""),
        ],
        1,
    )
]

SIGNUPS = [("1 Nov", 2), ("4 Nov", 5), ("7 Nov", 9), ("10 Nov", 17), ("13 Nov", 22), ("16 Nov", 29), ("19 Nov", 31)]
BY_CLUB = [("Mon", 12), ("Tue", 8), ("Wed", 19), ("Thu", 4), ("Fri", 27), ("Sat", 41), ("Sun", 33)]


def everything() -> dict[str, Any]:
    """Return the context of the style guide."""
    wrong = SampleForm({"title": "", "email": "amelie@", "category": "talk", "admission": "open"})
    wrong.is_valid()
    return {
        "hues": HUES,
        "states": states.STATES,
        "events": EVENTS,
        "guests": GUESTS,
        "form": SampleForm(auto_id="good_%s", initial={"admission": "open"}),
        "wrong": wrong,
        "zoned": ZonedForm(auto_id="zoned_%s"),
        "now": NOW,
        "line_chart": charts.line(SIGNUPS),
        "bar_chart": charts.bars(BY_CLUB),
        "spark": charts.spark([2, 5, 9, 17, 22, 29, 31]),
        "weeks": _weeks(),
        "month": date(2026, 11, 1),
        "page": SimpleNamespace(previous="a", next="b"),
        "tabs": _tabs(),
        "crumbs": [("Les Lève-tard", "#"), (_("Events"), "#"), ("Veillée astronomie", "")],
        "views": [
            {"label": _("List"), "href": "#", "icon": "list-bullet", "current": True},
            {"label": _("Month"), "href": "#", "icon": "calendar"},
        ],
        "consequences": [_("42 people will be told by e-mail."), _("Their places stay on record.")],
        "sorts": [("soon", _("Soonest first")), ("new", _("Newest first"))],
        "steps": [_("Your details"), _("Confirm by e-mail"), _("You are in")],
    }


def _tabs() -> list[dict[str, Any]]:
    return [
        {"label": _("Everybody"), "href": "#", "count": 48, "current": True},
        {"label": _("Confirmed"), "href": "#", "count": 31},
        {"label": _("Waiting"), "href": "#", "count": 7},
        {"label": _("History"), "href": "#", "count": None},
    ]


def _weeks() -> list[list[calendars.Day]]:
    items = [{"title": e["title"], "href": "#", "hue": e["hue"], "day": e["at"].date()} for e in EVENTS]
    items.append({"title": "Choir rehearsal", "href": "#", "hue": "pine", "day": date(2026, 11, 26)})
    items.append({"title": "First-aid refresher", "href": "#", "hue": "rose", "day": date(2026, 11, 9)})
    return calendars.weeks(date(2026, 11, 1), items, day_of=lambda item: item["day"], today=NOW.date())
