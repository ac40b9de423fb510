"""Letters for what people are told: the writer of topic "mail"."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.notices import tidings
from lineup.core.notices.kinds import Line, Words
from lineup.core.notices.tidings import Tiding
from lineup.core.participation.models import Place
from lineup.core.people.models import Person
from lineup.interfaces.mail import details, languages, links
from lineup.interfaces.mail.letters import Item, Letter, Section

MOST_REASONS = 3

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
    "offering.reminder": gettext_lazy("Look at your place"),
    "offering.message": gettext_lazy("Look at the event"),
    "offering.invited": gettext_lazy("Answer the invitation"),
    "onsite.announcement": gettext_lazy("Look at the announcements"),
    "onsite.sessions_moved": gettext_lazy("Look at your programme"),
    "onsite.duty": gettext_lazy("Look at your duties"),
    "onsite.staff_role": gettext_lazy("Look at your duties"),
    "onsite.president": gettext_lazy("Open the desk"),
    "club.asked": gettext_lazy("Look at the request"),
    "club.approved": gettext_lazy("Look at the club"),
    "club.rejected": gettext_lazy("Look at the club"),
    "club.owner": gettext_lazy("Look at the club"),
    "digest.weekly": gettext_lazy("See all your places"),
    "club.news": gettext_lazy("Look at the club"),
    "club.invited": gettext_lazy("Answer the invitation"),
    "course.teaching_week": gettext_lazy("Look at your courses"),
    "course.work_marked": gettext_lazy("Look at your marks"),
    "course.certificate": gettext_lazy("Look at your certificates"),
    "course.certificate_revoked": gettext_lazy("Look at your certificates"),
    "course.certificate_expires": gettext_lazy("Look at your certificates"),
    "qualification.granted": gettext_lazy("Look at your qualifications"),
    "qualification.revoked": gettext_lazy("Look at your qualifications"),
    "qualification.ends": gettext_lazy("Look at your qualifications"),
    "qualification.ended": gettext_lazy("Look at your qualifications"),
    "racing.team_invited": gettext_lazy("Answer the invitation"),
    "racing.entry_confirmed": gettext_lazy("See the entry"),
    "racing.entry_sent_back": gettext_lazy("Complete the entry"),
    "racing.driver_left": gettext_lazy("See the entry"),
    "racing.plan_holds": gettext_lazy("See the stint plan"),
    "racing.results_out": gettext_lazy("See the results"),
    "racing.advert_answered": gettext_lazy("Read the answer"),
    "racing.advert_settled": gettext_lazy("See the advert"),
    "racing.team_message": gettext_lazy("Read it in the team"),
    "racing.control": gettext_lazy("See what race control says"),
    "racing.stint": gettext_lazy("See the stint plan"),
    "guild.faults": gettext_lazy("See what is missing"),
    "guild.turned_away": gettext_lazy("Look at the installation"),
    "guild.removals": gettext_lazy("Look at the list"),
    "guild.member": gettext_lazy("Look at the club"),
    "webhook.disabled": gettext_lazy("Look at the webhook"),
    "club.second_factor": gettext_lazy("Set up a second factor"),
    "account.new_device": gettext_lazy("Look at where you are signed in"),
    "account.second_factor": gettext_lazy("Look at how you sign in"),
    "account.discord_closed": gettext_lazy("Choose what you hear"),
    "account.factor_ends": gettext_lazy("Look at how you sign in"),
    "account.guessed": gettext_lazy("Change your password"),
}


def write(payload: dict[str, Any], at: datetime) -> Letter | None:
    """Return the letter for {person, kind, facts}; None once there is nothing to say, or nobody to say it to.

    Raises Later while the person has quiet hours and it can wait.
    """
    tiding = tidings.read(payload, channel="mail", at=at)
    if tiding is None or not tiding.person.email:
        return None
    with translation.override(languages.known(tiding.person.language)):
        return _letter(tiding, at) if len(tiding.said) == 1 else _list(tiding)


def _letter(tiding: Tiding, at: datetime) -> Letter:
    person, kind, [said] = tiding.person, tiding.kind.slug, tiding.said
    facts, words = dict(said.facts), said.words
    place = place_of(facts, person)
    return Letter(
        to=person.email,
        language=languages.known(person.language),
        subject=tiding.title,
        paragraphs=details.about_waiting(place, kind, at=at) or (str(words.sentence),),
        reason=str(words.reason),
        button=str(BUTTONS.get(kind, _("Look at it"))),
        url=links.for_notice(person, kind, facts, place, words.path, at=at),
        details=details.of(facts, place, person),
        calendar=details.calendar_file(kind, facts, place, at=at),
        sections=_sections(words, person, at),
        exit=links.exit_of(person, tiding.matter),
    )


def _sections(words: Words, person: Person, at: datetime) -> tuple[Section, ...]:
    return tuple(
        Section(part.heading, tuple(_item(line, person, at) for line in part.lines), part.more) for part in words.parts
    )


def _item(line: Line, person: Person, at: datetime) -> Item:
    """A line with where it leads: for a guest, a link that opens it without signing in."""
    facts = dict(line.facts)
    url = (
        links.for_notice(person, "", facts, place_of(facts, person), line.path, at=at) if person.is_guest else line.path
    )
    return Item(line.title, line.note, url)


def _list(tiding: Tiding) -> Letter:
    every = [said.words for said in tiding.said]
    reasons = list(dict.fromkeys(str(words.reason) for words in every))
    return Letter(
        to=tiding.person.email,
        language=languages.known(tiding.person.language),
        subject=tiding.title,
        paragraphs=(),
        reason=" ".join(reasons[:MOST_REASONS]),
        button=_("Look at them"),
        url="/notices",
        preheader=str(every[0].title),
        sections=(Section("", tuple(Item(words.title, words.sentence, words.path) for words in every)),),
        exit=links.exit_of(tiding.person, tiding.matter),
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
