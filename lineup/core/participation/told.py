"""What people are told about their places, in their own words and only while it is true."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.foundation import moments
from lineup.core.notices import notices
from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.participation import audience, fees_told, kinds
from lineup.core.participation.models import Invitation, Offering, Place, PlaceChange
from lineup.core.participation.transitions import LIVE, Action, State
from lineup.core.people.models import Person

TITLES: Mapping[str, object] = {
    "requested": gettext_lazy("Your request for %(title)s was received"),
    "waitlisted": gettext_lazy("You are on the waitlist for %(title)s"),
    "offered": gettext_lazy("A place at %(title)s is yours if you want it"),
    "confirmed": gettext_lazy("You have a place at %(title)s"),
    "rejected": gettext_lazy("Your request for %(title)s was turned down"),
    "declined": gettext_lazy("You gave back the place at %(title)s"),
    "lapsed": gettext_lazy("Your offer for %(title)s has lapsed"),
    "withdrawn": gettext_lazy("You gave up your place at %(title)s"),
    "revoked": gettext_lazy("Your place at %(title)s was taken back"),
}

SENTENCES: Mapping[str, object] = {
    "requested": gettext_lazy("The organiser looks at requests and will answer you."),
    "waitlisted": gettext_lazy("It is full for now. We tell you as soon as something moves."),
    "offered": gettext_lazy("Answer until %(until)s; after that the next in line gets it."),
    "confirmed": gettext_lazy("It starts on %(start)s."),
    "rejected": gettext_lazy("The organiser's reason: %(reason)s"),
    "declined": gettext_lazy("It went to the next in line. You can join again at any time."),
    "lapsed": gettext_lazy("It was not answered in time and went to the next in line. You can join again."),
    "withdrawn": gettext_lazy("Thank you for telling us; somebody else can come now."),
    "revoked": gettext_lazy("The organiser's reason: %(reason)s"),
}

# the first that fits somebody who has several
REASONS: Mapping[str, object] = {
    "confirmed": gettext_lazy("You hear this because you hold a place at %(title)s."),
    "offered": gettext_lazy("You hear this because a place at %(title)s is held for you."),
    "waitlisted": gettext_lazy("You hear this because you wait for a place at %(title)s."),
    "requested": gettext_lazy("You hear this because you asked for a place at %(title)s."),
    "": gettext_lazy("You hear this because you held a place, waited or asked for one at %(title)s."),
}

# what is said in the night only if it would come too late in the morning
TIME_TO_ANSWER = timedelta(hours=2)
ON_THE_DAY = timedelta(hours=12)


def about_place(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return what to say of a change of a place, or None if the place moved on since."""
    change = (
        PlaceChange.objects.select_related("place__pool__offering")
        .filter(pk=facts["change"], place=facts["place"])
        .first()
    )
    if change is None or not _is_news(change):
        return None
    place, offering = change.place, change.place.pool.offering
    values = {
        "title": offering.title,
        "start": _moment(offering.starts_at, person),
        "until": _moment(place.held_until, person),
        "reason": change.reason or _("none was given"),
    }
    sentence = str(SENTENCES[change.to_state]) % values
    if change.to_state == State.CONFIRMED and offering.starts_at is None:
        sentence = _("You can begin whenever you like.")
    if change.to_state == State.CONFIRMED:
        sentence = " ".join(filter(None, (sentence, fees_told.to_pay(place))))
    return Words(
        title=str(TITLES[change.to_state]) % values,
        sentence=sentence,
        reason=str(REASONS.get(change.to_state, REASONS[""])) % values,
        path=f"/places/{place.pk}",
        club=offering.club_id,
    )


def _is_news(change: PlaceChange) -> bool:
    """Whether it is still the last word, and the only one; for a slip taken back, whether anybody heard of it."""
    changes = PlaceChange.objects.filter(place=change.place)
    if changes.filter(pk__gt=change.pk).exists() or _comes_with_an_invitation(change) or _still_comes(change):
        return False
    if change.action != Action.UNDO:
        return True
    slip = changes.filter(pk__lt=change.pk).order_by("-pk").first()
    return slip is None or notices.was_told(slip.notice_key)


def _still_comes(change: PlaceChange) -> bool:
    """Whether who gave a place up holds another in the same pool: they had signed up twice."""
    place = change.place
    same = Place.objects.filter(pool=place.pool_id, participant=place.participant_id, state__in=LIVE)
    return change.to_state == State.WITHDRAWN and same.exists()


def _comes_with_an_invitation(change: PlaceChange) -> bool:
    """Whether the offer is that of an invitation, which is told by itself."""
    held = Invitation.objects.filter(place=change.place, accepted_at=None, declined_at=None, revoked_at=None)
    return change.to_state == State.OFFERED and held.exists()


def _moment(instant: datetime | None, person: Person) -> str:
    if instant is None:
        return _("a date that is still open")
    return moments.said(instant, person.time_zone)


def reason_of(offering: Offering, person: Person) -> str:
    """Return why the person hears of the offering: what they hold, or did before they gave it up."""
    states = Place.objects.filter(pool__offering=offering, contact=person, state__in=LIVE).values_list(
        "state", flat=True
    )
    held = next((state for state in REASONS if state in states), "")
    return str(REASONS[held]) % {"title": offering.title}


def lapses_soon(facts: Mapping[str, Any], person: Person, until: datetime) -> bool:
    """Whether the offer of a place would run out by then, or soon after."""
    place = Place.objects.get(pk=facts["place"])
    return place.held_until is not None and place.held_until - TIME_TO_ANSWER <= until


def starts_soon(facts: Mapping[str, Any], person: Person, until: datetime) -> bool:
    """Whether it starts by then, or in the hours after: on the day, nothing about it can wait."""
    named = {"pk": facts["offering"]} if "offering" in facts else {"pools__places": facts["place"]}
    starts_at = Offering.objects.filter(**named).values_list("starts_at", flat=True).first()
    return starts_at is not None and starts_at - ON_THE_DAY <= until


def about_cancellation(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return what to say of a cancelled offering."""
    offering = Offering.objects.get(pk=facts["offering"])
    if offering.state != Offering.State.CANCELLED:
        return None
    values = {"title": offering.title, "reason": facts.get("reason") or _("none was given")}
    return Words(
        title=_("%(title)s is cancelled") % values,
        sentence=_("The organiser's reason: %(reason)s") % values,
        reason=reason_of(offering, person),
        path=kinds.of(offering).path(offering),
        club=offering.club_id,
    )


def about_move(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return what to say of an offering whose time or place changed."""
    offering = Offering.objects.get(pk=facts["offering"])
    values = {"title": offering.title, "start": _moment(offering.starts_at, person)}
    return Words(
        title=_("%(title)s has changed") % values,
        sentence=_("It now starts on %(start)s; look at its page for what else changed.") % values,
        reason=reason_of(offering, person),
        path=kinds.of(offering).path(offering),
        club=offering.club_id,
    )


def about_message(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return an organiser's message as it was written."""
    offering = Offering.objects.get(pk=facts["offering"])
    return Words(
        title=str(facts["subject"]),
        sentence=str(facts["text"]),
        reason=reason_of(offering, person),
        path=kinds.of(offering).path(offering),
        club=offering.club_id,
    )


def about_invitation(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return the invitation in a sentence, or None once it was answered or revoked."""
    invitation = Invitation.objects.select_related("offering", "invited_by").get(pk=facts["invitation"])
    if invitation.accepted_at or invitation.declined_at or invitation.revoked_at:
        return None
    values = {"title": invitation.offering.title, "name": invitation.invited_by.name}
    return Words(
        title=_("%(name)s invites you to %(title)s") % values,
        sentence=invitation.message,
        reason=_("You hear this because %(name)s entered your address.") % values,
        path=f"/invitations/{invitation.pk}",
        club=invitation.offering.club_id,
    )


MATTER_OF_A_PLACE = {"offered": "offers", "declined": "own-acts", "withdrawn": "own-acts"}
TOO_LATE = {"offered": lapses_soon}

KINDS = (
    *(
        NoticeKind(
            slug=f"place.{state}",
            words=about_place,
            matter=MATTER_OF_A_PLACE.get(state, "place"),
            cannot_wait=TOO_LATE.get(state, starts_soon),
        )
        for state in TITLES
    ),
    *fees_told.KINDS,
    NoticeKind(slug="offering.cancelled", words=about_cancellation, matter="changes", cannot_wait=starts_soon),
    NoticeKind(slug="offering.moved", words=about_move, matter="changes", cannot_wait=starts_soon),
    NoticeKind(slug="offering.message", words=about_message, matter="messages", cannot_wait=starts_soon),
    NoticeKind(slug="offering.invited", words=about_invitation, matter="invitations"),
)

AUDIENCES = {"offering-holders": audience.after}
