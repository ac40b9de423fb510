"""The programme in the formats that conference apps read, and as a calendar."""

import xml.etree.ElementTree as ET

import icalendar
import pytest

from lineup.domains.onsite import calendar, rooms, schedule, sessions

BASE = "https://lineup.example"


@pytest.fixture
def programme(event, make_room, make_session):
    hall = make_room("Grande salle", capacity=90)
    make_session("Ouverture <&>", (7, 9), room=hall, speakers=["Ada"], youtube_live_url="https://youtu.be/x")
    make_session("Souder\x0b", (10, 11), kind="atelier", capacity=5, description="Étain")
    make_session("Open", starts_at=None, ends_at=None)
    return schedule.Programme(event, list(rooms.of(event)), list(sessions.of(event)), BASE)


@pytest.mark.req("D15")
def test_the_json_has_days_rooms_and_talks_on_the_clock_of_the_event(programme):
    told = schedule.as_json(programme)["schedule"]["conference"]
    assert (told["acronym"], told["start"], told["daysCount"]) == ("forum", "2027-05-03", 1)
    assert (told["rooms"][0]["name"], told["rooms"][0]["capacity"]) == ("Grande salle", 90)
    [day] = told["days"]
    assert list(day["rooms"]) == ["Grande salle", "–"]
    [talk] = day["rooms"]["Grande salle"]
    assert (talk["start"], talk["duration"], talk["date"]) == ("09:00", "02:00", "2027-05-03T09:00:00+02:00")
    assert [one["name"] for one in talk["persons"]] == ["Ada"]
    assert talk["links"] == [{"url": "https://youtu.be/x", "title": "Live"}]


@pytest.mark.req("D15", "Q25")
def test_the_xml_says_the_same_and_can_be_read(programme):
    root = ET.fromstring(schedule.as_xml(programme))
    talks = [(room.get("name"), talk) for room in root.iter("room") if room.get("name") for talk in room.iter("event")]
    assert [(name, talk.findtext("title"), talk.findtext("start")) for name, talk in talks] == [
        ("Grande salle", "Ouverture <&>", "09:00"),
        ("–", "Souder", "12:00"),
    ]
    assert [person.text for person in root.iter("person")] == ["Ada"]
    assert root.findtext("conference/days") == "1"
    ids = [talk.get("id") for _name, talk in talks]
    assert all(one.isdigit() for one in ids)


@pytest.mark.req("D15")
def test_an_empty_programme_can_be_read_too(event):
    empty = schedule.Programme(event, [], [], BASE)
    assert ET.fromstring(schedule.as_xml(empty)).findall("day") == []


@pytest.mark.req("D15", "Q23")
def test_the_calendar_has_an_entry_for_each_session_with_times(event, programme):
    file = icalendar.Calendar.from_ical(calendar.of(event, programme.sessions, base_url=BASE))
    entries = file.walk("VEVENT")
    assert [str(entry["SUMMARY"]) for entry in entries] == ["Ouverture <&>", "Souder"]
    assert str(entries[0]["LOCATION"]) == "Grande salle"
    assert entries[0]["DTSTART"].dt == programme.sessions[0].starts_at
    assert str(entries[0]["UID"]) == f"{programme.sessions[0].pk}@lineup.example"
