"""What the tables of racing know about people."""

from lineup.core.foundation.personal import PERSONAL, PUBLIC, TECHNICAL, Table


def _things(model: str, *columns: str, key: str = "id") -> Table:
    """A table of things: it knows nobody."""
    return Table(f"racing.{model}", columns=dict.fromkeys((key, *columns), PUBLIC))


CATALOGUE = (
    _things("Simulator", "slug", "name", "skill_name", "safety_name", "is_active"),
    _things("Licence", "simulator", "name", "rank", "is_active"),
    _things("Car", "slug", "maker", "name", "category", "year", "power_kw", "weight_kg", "is_active"),
    _things(
        "SimCar",
        "simulator",
        "car",
        "code",
        "package",
        "is_wet",
        "tank_litres",
        "litres_per_second",
        "tyre_seconds",
        "tyres_while_refuelling",
        "is_active",
    ),
    _things("CarClass", "simulator", "name", "is_active"),
    _things("CarClass_cars", "carclass", "simcar"),
    _things("Track", "slug", "name", "city", "country", "time_zone", "is_active"),
    _things("SimTrack", "simulator", "track", "code", "package", "is_wet", "is_active"),
    _things(
        "Layout",
        "sim_track",
        "name",
        "code",
        "kind",
        "length_m",
        "grid_slots",
        "pit_stalls",
        "pit_kmh",
        "pit_seconds",
        "is_lit",
        "is_active",
    ),
)

RACES = (
    _things(
        "Race",
        "event",
        "simulator",
        "layout",
        "pool",
        "is_team_race",
        "minutes",
        "laps",
        "drivers_least",
        "drivers_most",
        "fair_share_percent",
        "stint_minutes_most",
        "drive_minutes_most",
        "rest_minutes_least",
        "stops_least",
        "pit_seconds",
        "tyre_seconds",
        "litres_per_second",
        "tank_litres",
        "tyre_laps",
        "discipline",
        "licence_least",
        "safety_least",
        "skill_least",
        "skill_most",
        "requirement",
        "updated_at",
        key="event",
    ),
    _things("RaceClass", "race", "car_class", "pool", "position"),
    _things("RaceSession", "race", "kind", "minutes", "laps", "position"),
    _things("Slot", "race", "starts_at", "ends_at", "opens_at", "external_id"),
    _things("WeatherPoint", "race", "minute", "air_celsius", "rain_percent", "cloud_percent", "wind_kmh", "is_night"),
)

DRIVERS = (
    Table(
        "racing.SimProfile",
        about=("person",),
        rows_go=True,
        export="sim_profiles",
        columns={
            "id": TECHNICAL,
            "simulator": TECHNICAL,
            "person": TECHNICAL,
            "platform_id": PERSONAL,
            "name": PERSONAL,
            "is_public": TECHNICAL,
            "created_at": TECHNICAL,
        },
    ),
    Table(
        "racing.Rating",
        about=("profile__person",),
        rows_go=True,
        export="sim_ratings",
        columns={
            "id": TECHNICAL,
            "profile": TECHNICAL,
            "discipline": TECHNICAL,
            "licence": PERSONAL,
            "safety": PERSONAL,
            "skill": PERSONAL,
            "at": TECHNICAL,
        },
    ),
    Table(
        "racing.LapTime",
        about=("profile__person",),
        rows_go=True,
        export="lap_times",
        columns={
            "id": TECHNICAL,
            "profile": TECHNICAL,
            "layout": PERSONAL,
            "car": PERSONAL,
            "milliseconds": PERSONAL,
            "is_wet": TECHNICAL,
            "at": TECHNICAL,
        },
    ),
)

TABLES = (*CATALOGUE, *RACES, *DRIVERS)
