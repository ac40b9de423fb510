"""Fields of forms that say how many get in, and what happens when it is full."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.core.participation import pools
from lineup.interfaces.web.forms import ChoiceCards

WAITLISTS = [("automatic", _("Waitlist, at once")), ("offer", _("Waitlist, by offer")), ("none", _("No waitlist"))]
HINTS = {
    "automatic": _("A freed place goes to the next in line."),
    "offer": _("The next in line is asked, and has some time to answer."),
    "none": _("Nobody else can sign up."),
}
OFFER_TIMES = [
    (60, _("1 hour")),
    (6 * 60, _("6 hours")),
    (12 * 60, _("12 hours")),
    (24 * 60, _("1 day")),
    (2 * 24 * 60, _("2 days")),
    (7 * 24 * 60, _("1 week")),
]


def capacity() -> forms.IntegerField:
    """Return the field for the number of places; empty for no limit."""
    return forms.IntegerField(
        label=_("Places"), required=False, min_value=1, max_value=pools.MOST_PLACES, help_text=_("Empty: no limit.")
    )


def waitlist() -> forms.ChoiceField:
    """Return the field for what happens when it is full, each choice explained."""
    return forms.ChoiceField(label=_("When it is full"), choices=WAITLISTS, widget=ChoiceCards(hints=HINTS))


def offer_minutes() -> forms.TypedChoiceField:
    """Return the field for how long an offer stands, in minutes."""
    return forms.TypedChoiceField(label=_("Time to answer an offer"), choices=OFFER_TIMES, coerce=int)
