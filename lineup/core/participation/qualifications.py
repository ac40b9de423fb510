"""Qualifications of a club: named, changed, deleted; what grants them, and who may see and keep them."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs import memberships, permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.participation import in_use, offerings
from lineup.core.participation.models import Granting, Holding, Offering, Qualification
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person

FIELDS = ("name", "how", "months", "grace_days", "remind_days")
LONGEST_NAME, LONGEST_HOW = 120, 500
MOST_MONTHS, MOST_GRACE_DAYS, MOST_REMIND_DAYS = 600, 366, 366
MOST_OF_A_CLUB, MOST_GRANTING, MOST_CANDIDATES = 100, 20, 200
ORDER = ("name", "id")


class QualificationNameNeeded(Invalid):
    code = "qualification_name_needed"
    sentence = _("Give the qualification a name.")
    field = "name"


class QualificationNameTaken(Invalid):
    code = "qualification_name_taken"
    sentence = _("The club has a qualification of this name; choose another name.")
    field = "name"


class TooManyQualifications(Refusal):
    code = "too_many_qualifications"
    sentence = _("A club has at most %(most)s qualifications; delete one first.")


class QualificationInUse(Refusal):
    code = "qualification_in_use"
    sentence = _(
        "Somebody was granted it, or a sign-up asks for it: it stays. Let no sign-up ask for it, and grant it no more."
    )


class UnknownGranting(Invalid):
    code = "unknown_granting"
    sentence = _("A qualification is granted by courses of its club, at most %(most)s; choose some from the list.")
    field = "granted_by"


# --- found ----------------------------------------------------------------------------------------


def visible_to(person: Person | None) -> "QuerySet[Qualification]":
    """Return the qualifications of the clubs in which the person is; all of them to a platform admin."""
    rows = Qualification.objects.filter(club__binned_at=None).select_related("club")
    if person is None:
        return rows.none()
    if person.account is not None and person.account.is_platform_admin:
        return rows
    return rows.filter(club__in=memberships.clubs_of(person).values("club"))


def of_club(club: Club) -> "QuerySet[Qualification]":
    """Return what the club names, by ORDER."""
    return Qualification.objects.filter(club=club).order_by(*ORDER)


def find_visible(person: Person | None, pk: Any) -> Qualification:
    """Return the qualification with this id, of a club in which the person is. Raises Missing, NotAllowed."""
    return _find(person, pk, permissions.SEE_MEMBERS)


def find_managed(person: Person | None, pk: Any) -> Qualification:
    """Return the qualification, of a club whose courses the person looks after. Raises Missing, NotAllowed."""
    return _find(person, pk, permissions.MANAGE_COURSES)


def _find(person: Person | None, pk: Any, permission: str) -> Qualification:
    found = Qualification.objects.filter(pk=pk).first()
    if found is None:
        raise Missing
    found.club = permissions.find(person, permission, pk=found.club_id)
    return found


def may_manage(club: Club, person: Person | None) -> bool:
    """Whether the person names and grants qualifications of this club: who looks after its courses."""
    return permissions.may(person, club.pk, permissions.MANAGE_COURSES)


# --- what grants it -------------------------------------------------------------------------------


def granting(qualification: Qualification) -> "QuerySet[Offering]":
    """Return what grants it to those who complete it, by title."""
    rows = in_use.rows().filter(grantings__qualification=qualification)
    return rows.order_by("title", "pk")


def ways(qualification: Qualification, person: Person | None) -> "QuerySet[Offering]":
    """Return of what grants it the published ones that the person may see, by title."""
    shown = offerings.visible_to(person).values("pk")
    return granting(qualification).filter(pk__in=shown, state=Offering.State.PUBLISHED)


def granted_by(offering_id: Any) -> list[Qualification]:
    """Return the qualifications that completing this offering grants. One query."""
    return list(Qualification.objects.filter(grantings__offering=offering_id).order_by(*ORDER))


def candidates(club: Club, kind: str) -> "QuerySet[Offering]":
    """Return the offerings of this kind of the club that may grant one, by title."""
    return in_use.rows().filter(club=club, kind=kind).order_by("title", "pk")


# --- named, changed, deleted ------------------------------------------------------------------------


@transaction.atomic
def create(club: Club, *, granted_by: Collection[str] = (), by: Actor, at: datetime, **values: Any) -> Qualification:
    """Name a qualification of the club, of FIELDS; who completes one of `granted_by` (slugs) is granted it.

    Raises NotAllowed, QualificationNameNeeded, QualificationNameTaken, TooManyQualifications, UnknownGranting, TooLong,
    OutOfRange.
    """
    permissions.check(by.person, club.pk, permissions.MANAGE_COURSES)
    if of_club(club).count() >= MOST_OF_A_CLUB:
        raise TooManyQualifications(most=MOST_OF_A_CLUB)
    made = Qualification(club=club, created_at=at, **_checked({"name": "", **values}))
    _save(made)
    _record(made, "qualification.create", by, at)
    _put_granting(made, granted_by, by=by, at=at)
    return made


@transaction.atomic
def change(
    qualification: Qualification,
    *,
    granted_by: Collection[str] | None = None,
    by: Actor,
    at: datetime,
    **values: Any,
) -> Qualification:
    """Set the given FIELDS, and what grants it unless that is None.

    Days of grace and of the reminder hold at once for who holds it already, months do not. Raises what `create` raises
    of values.
    """
    checked = _checked(values)
    changed = [field for field, value in checked.items() if getattr(qualification, field) != value]
    for field in changed:
        setattr(qualification, field, checked[field])
    if changed:
        _save(qualification)
        _follow(qualification, changed)
        _record(qualification, "qualification.change", by, at, fields=sorted(changed))
    if granted_by is not None:
        _put_granting(qualification, granted_by, by=by, at=at)
    return qualification


@transaction.atomic
def remove(qualification: Qualification, *, by: Actor, at: datetime) -> None:
    """Delete what nobody was granted and no pool asks for. Raises QualificationInUse."""
    held = Qualification.objects.select_for_update().get(pk=qualification.pk)
    if held.holdings.exists() or held.pools.exists():
        raise QualificationInUse
    _record(qualification, "qualification.remove", by, at, name=held.name)
    held.delete()


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    checked = dict(values)
    if "name" in values:
        checked["name"] = inputs.line(values["name"], field="name", most=LONGEST_NAME)
        if not checked["name"]:
            raise QualificationNameNeeded
    if "how" in values:
        checked["how"] = inputs.prose(values["how"], field="how", most=LONGEST_HOW)
    if values.get("months") is not None:
        inputs.number(values["months"], field="months", least=1, most=MOST_MONTHS)
    for field, most in (("grace_days", MOST_GRACE_DAYS), ("remind_days", MOST_REMIND_DAYS)):
        if field in values:
            inputs.number(values[field], field=field, least=0, most=most)
    return checked


def _save(qualification: Qualification) -> None:
    try:
        with transaction.atomic():
            qualification.save()
    except IntegrityError:
        raise QualificationNameTaken from None


def _put_granting(qualification: Qualification, slugs: Collection[str], *, by: Actor, at: datetime) -> None:
    """Let these offerings of the club and no others grant it; who completed one before is granted nothing."""
    rows = in_use.rows().filter(club=qualification.club_id, slug__in=slugs).values_list("pk", "slug")
    wanted = {pk for pk, _slug in rows}
    if len(wanted) != len(set(slugs)) or len(wanted) > MOST_GRANTING:
        raise UnknownGranting(most=MOST_GRANTING)
    before = set(Granting.objects.filter(qualification=qualification).values_list("offering", flat=True))
    if before == wanted:
        return
    Granting.objects.filter(qualification=qualification, offering__in=before - wanted).delete()
    fresh = [Granting(qualification=qualification, offering_id=pk) for pk in sorted(wanted - before)]
    Granting.objects.bulk_create(fresh, ignore_conflicts=True)
    _record(qualification, "qualification.put_granting", by, at, offerings=sorted(slugs))


def _follow(qualification: Qualification, changed: Collection[str]) -> None:
    """What is held already ends with the new days of grace, and is told of with the new days before."""
    ending = Holding.objects.filter(qualification=qualification, held_until__isnull=False)
    if "grace_days" in changed:
        ending.update(counts_until=F("held_until") + timedelta(days=qualification.grace_days))
    if "remind_days" in changed:
        ahead = ending.filter(Q(tell_at__isnull=False), warned_at=None)
        ahead.update(tell_at=F("held_until") - timedelta(days=qualification.remind_days))


def _record(qualification: Qualification, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    entries.record(by=by, at=at, action=action, on=qualification, club_id=qualification.club_id, metadata=metadata)
