"""Letters for what people are told: the writer of topic "mail"."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.notices import notices
from lineup.core.participation.models import Place
from lineup.core.people.models import Person
from lineup.interfaces.mail import details, languages, links
from lineup.interfaces.mail.letters import Letter

BUTTONS: Mapping[str, object] = {
    "place.requested": gettext_lazy("Look at your request"),
    "place.waitlisted": gettext_lazy("See where you stand"),
    "place.offered": gettext_lazy("Answer the offer"),
    "place.confirmed": gettext_lazy("Look at your place"),
    "place.rejected": gettext_lazy("Look at your request"),
    "place.declined": gettext_lazy("See what happened"),
    "place.lapsed": gettext_lazy("See what happened"),
    "place.withdrawn": gettext_lazy("See what happened"),
    "place.revoked": gettext_lazy("See what happened"),
    "fee.due": gettext_lazy("Look at your place"),
    "fee.paid": gettext_lazy("Look at your place"),
    "fee.waived": gettext_lazy("Look at your place"),
    "fee.refunded": gettext_lazy("Look at your place"),
    "offering.cancelled": gettext_lazy("Look at the event"),
    "offering.moved": gettext_lazy("See what changed"),
    "offering.message": gettext_lazy("Look at the event"),
    "offering.invited": gettext_lazy("Answer the invitation"),
    "club.asked": gettext_lazy("Look at the request"),
    "club.approved": gettext_lazy("Look at the club"),
    "club.rejected": gettext_lazy("Look at the club"),
    "club.owner": gettext_lazy("Look at the club"),
    "club.invited": gettext_lazy("Answer the invitation"),
    "webhook.disabled": gettext_lazy("Look at the webhook"),
    "club.second_factor": gettext_lazy("Set up a second factor"),
    "account.new_device": gettext_lazy("Look at where you are signed in"),
    "account.second_factor": gettext_lazy("Look at how you sign in"),
    "account.guessed": gettext_lazy("Change your password"),
}


def write(payload: dict[str, Any], at: datetime) -> Letter | None:
    """Return the letter for {person, kind, facts}; None once it is no longer true or there is no address."""
    person = Person.objects.select_related("account").get(pk=payload["person"])
    kind, facts = str(payload["kind"]), payload["facts"]
    if not person.email or person.anonymised_at or not isinstance(facts, dict):
        return None
    with translation.override(languages.known(person.language)):
        words = notices.kind_of(kind).words(facts, person)
        return _letter(person, kind, facts, words, at) if words else None


def _letter(person: Person, kind: str, facts: dict[str, Any], words: notices.Words, at: datetime) -> Letter:
    place = place_of(facts, person)
    return Letter(
        to=person.email,
        language=languages.known(person.language),
        subject=str(words.title),
        paragraphs=details.about_waiting(place, kind, at=at) or (str(words.sentence),),
        reason=str(words.reason),
        button=str(BUTTONS.get(kind, _("Look at it"))),
        url=links.for_notice(person, kind, facts, place, words.path, at=at),
        details=details.of(facts, place, person),
        calendar=details.calendar_file(kind, facts, place, at=at),
    )


def place_of(facts: dict[str, Any], person: Person) -> Place | None:
    """Return the place a notice is about; of several in an offering, the person's own latest."""
    rows = Place.objects.select_related("pool__offering", "participant", "contact")
    if "place" in facts:
        return rows.get(pk=facts["place"])
    if "offering" in facts:
        held = rows.filter(pool__offering=facts["offering"], contact=person)
        return held.filter(participant=person.pk).order_by("-queued_at").first() or held.first()
    return None
