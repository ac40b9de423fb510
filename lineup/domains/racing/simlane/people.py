"""Users, clubs with their members, and driver profiles with their ratings, made of SimLane's records."""

from django.utils.translation import gettext as _

from lineup.core.carrying import people
from lineup.core.carrying.luggage import Left
from lineup.core.carrying.records import Record
from lineup.core.clubs import clubs, memberships
from lineup.core.clubs.models import Club, Membership
from lineup.core.foundation import inputs
from lineup.core.people.models import Person
from lineup.domains.racing import profiles, ratings
from lineup.domains.racing.models import Rating, SimProfile
from lineup.domains.racing.simlane import words
from lineup.domains.racing.simlane.luggage import Luggage


def user(luggage: Luggage, record: Record) -> Person:
    """Make the person under this address known; of two users with one address both are that person."""
    made = people.user(luggage, record)
    if made in luggage.people:
        luggage.note(record, _("another user has this address: both are one person here"))
    luggage.people.add(made)
    return made


def club(luggage: Luggage, record: Record) -> Club:
    """Found a club, owned by who carries; with a club chosen, it is that one, and others are left."""
    if luggage.club is not None:
        if luggage.stands_for(record):
            return luggage.club
        raise Left(_("only “%(club)s” is carried over; leave --club out to carry every club") % {"club": luggage.club})
    if not record.is_set("is_active", default=True):
        raise Left(_("it was switched off"))
    return clubs.found(
        name=luggage.shortened(record, "name", 120),
        description=luggage.shortened(record, "description", 5000),
        website=_website(luggage, record),
        is_public=record.is_set("is_public"),
        time_zone=luggage.zone,
        by=luggage.by,
        at=luggage.at,
    )


def _website(luggage: Luggage, record: Record) -> str:
    try:
        return inputs.web_address(record.text("website"), field="website")
    except inputs.Invalid as refusal:
        luggage.note(record, str(refusal))
        return ""


def club_member(luggage: Luggage, record: Record) -> Membership:
    """Make somebody a member in their role of here; who is one already stays as they are."""
    where, person = luggage.found("club", record.key("club")), luggage.found("user", record.key("user"))
    known = memberships.live(where).filter(person=person).first()
    if known is not None:
        return known
    said = record.text("role").lower() or "member"
    if said not in words.CLUB_ROLES:
        raise Left(_("there is no role “%(role)s”") % {"role": said[:40]})
    return memberships.admit(where, person, role=words.CLUB_ROLES[said], by=luggage.by, at=luggage.at)


def profile(luggage: Luggage, record: Record) -> SimProfile:
    """Keep somebody's profile in a simulator; one that nobody claimed stays nobody's."""
    simulator = luggage.found("simulator", record.key("simulator"))
    external = record.text("external_data_id", "sim_api_id", "platform_id")
    if not external:
        raise Left(_("it has no id of the simulator, by which its driver could be told apart"))
    name = luggage.shortened(record, "profile_name", 80, "display_name") or external[:80]
    owner = record.key("user", "linked_user", "claimed_by")
    if owner:
        person = luggage.found("user", owner)
        known = SimProfile.objects.filter(simulator=simulator, platform_id=external, person=person).first()
        if known is not None:
            return known
        is_public = record.is_set("is_public")
        by = luggage.as_person(person)
        return profiles.add(
            person, simulator, platform_id=external, name=name, is_public=is_public, by=by, at=luggage.at
        )
    external = inputs.line(external, field="platform_id", most=profiles.LONGEST_ID)
    found, _is_new = SimProfile.objects.get_or_create(
        simulator=simulator, platform_id=external, defaults={"name": name, "created_at": luggage.at}
    )
    return found


def rating(luggage: Luggage, record: Record) -> Rating:
    """Note where a driver stood, if it is a rating of skill or safety."""
    where = luggage.found("simprofile", record.key("sim_profile"))
    category = luggage.record("ratingsystem", record.key("rating_system")).text("category").lower()
    skill = record.number("value", most=ratings.MOST_SKILL) if category == "skill" else None
    safety = record.amount("value") if category == "safety" else None
    if skill is None and safety is None:
        raise Left(_("it is no rating of skill or safety that could be kept"))
    return ratings.note(
        where,
        discipline=words.DISCIPLINES.get(record.text("discipline").lower(), Rating.Discipline.ALL),
        skill=skill,
        safety=safety,
        by=luggage.by,
        at=luggage.past(record, "recorded_at"),
    )
