"""Simulators, cars and tracks of SimLane found in the catalogue of here, which is kept and not carried."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from lineup.core.carrying.luggage import Left
from lineup.core.carrying.records import Record
from lineup.core.foundation import text
from lineup.domains.racing.models import CarClass, Layout, SimCar, Simulator
from lineup.domains.racing.simlane.luggage import Luggage

# no name of the catalogue has as many characters: one that has is nobody's, and none to ask a database for
LONGEST = 200


def simulator(luggage: Luggage, record: Record) -> Simulator:
    """Return the simulator of this name."""
    name = record.text("name")[:LONGEST]
    found = Simulator.objects.filter(Q(slug=text.slug(name)) | Q(name__iexact=name)).order_by("pk").first()
    if found is None:
        raise _missing(name)
    return found


def car(luggage: Luggage, record: Record) -> SimCar:
    """Return the car of this id in its simulator, or else of this maker and name."""
    where = luggage.found("simulator", record.key("simulator"))
    generic = luggage.record("carmodel", record.key("car_model"))
    name = f"{generic.text('manufacturer')} {generic.text('name')}".strip() or record.text("display_name", "name")
    rows = luggage.once(("cars", where.pk), lambda: _cars(where))
    return _first(rows, record.text("sim_api_id"), name)


def layout(luggage: Luggage, record: Record) -> Layout:
    """Return the layout of this id in its simulator, or else of this track and name; a track's only one."""
    track = luggage.record("simtrack", record.key("sim_track"))
    where = luggage.found("simulator", track.key("simulator"))
    name = luggage.record("trackmodel", track.key("track_model")).text("name") or track.text("display_name")
    rows = luggage.once(("layouts", where.pk), lambda: _layouts(where))
    said = f"{name} {record.text('name')}"
    alone = rows.get(text.fold(name)) if name else None
    if alone is not None and text.fold(said) not in rows:
        return alone
    return _first(rows, record.text("sim_api_id", "layout_code"), said)


def car_class(where: Simulator, *names: str) -> CarClass | None:
    """Return the simulator's class of the first of these names that there is one of, or None."""
    for name in filter(None, names):
        found = CarClass.objects.filter(simulator=where, name__iexact=name[:LONGEST]).order_by("pk").first()
        if found is not None:
            return found
    return None


def class_of(where: SimCar) -> CarClass | None:
    """Return the first class of the catalogue in which the car races, or None."""
    return CarClass.objects.filter(cars=where, is_active=True).order_by("name", "pk").first()


def _cars(where: Simulator) -> Mapping[str, SimCar]:
    rows = SimCar.objects.filter(simulator=where).select_related("car").order_by("-pk")
    named = {text.fold(str(row.car)): row for row in rows}
    return named | {f"id {row.code}": row for row in rows if row.code}


def _layouts(where: Simulator) -> Mapping[str, Any]:
    """Layouts by track and name, by their id, and under the name of the track alone where it has no other."""
    rows = Layout.objects.filter(sim_track__simulator=where).select_related("sim_track__track").order_by("-pk")
    found: dict[str, Any] = {}
    for row in rows:
        track = text.fold(row.sim_track.track.name)
        found[track] = None if track in found else row
    found |= {text.fold(f"{row.sim_track.track.name} {row.name}"): row for row in rows}
    return found | {f"id {row.code}": row for row in rows if row.code}


def _first(rows: Mapping[str, Any], code: str, name: str) -> Any:
    found = rows.get(f"id {code}") if code else None
    found = found or rows.get(text.fold(name))
    if found is None:
        raise _missing(name or code)
    return found


def _missing(name: str) -> Left:
    return Left(_("the catalogue has no “%(name)s”: add it there, and run again") % {"name": name[:120] or "–"})
