import pytest

from lineup.interfaces.web import zones


@pytest.mark.parametrize(
    ("zone", "country"), [("Europe/Paris", "FR"), ("Asia/Tokyo", "JP"), ("UTC", ""), ("Nowhere/Land", "")]
)
def test_a_zone_names_its_country(zone, country):
    assert zones.country_of(zone) == country
