"""Import at the desk: from the file to the list and back, without a script, and without waiting."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.core.foundation import clock
from lineup.core.participation import imports, places, questions
from lineup.core.participation.models import Answer, PeopleImport, Place
from lineup.domains.events import attendance
from tests.support import factories, outbox, people_tables

pytestmark = pytest.mark.req("P18")

TABLE = people_tables.csv("Name,Email", "Ana,ana@example.org", "Bo,bo@example.org", "Cy,nowhere")


def upload(house, content=TABLE, **fields):
    return house.post("/imports", file=SimpleUploadedFile("people.csv", content), **fields)


def path():
    return f"/imports/{PeopleImport.objects.latest('created_at').pk}"


def rows(page):
    return [(row["line"].number, row["name"], row["line"].state) for row in page.context["page"].items]


def test_people_are_brought_along_in_four_steps_and_taken_back(house):
    columns = upload(house)
    assert columns.redirect_chain[-1][0] == f"{house.desk}{path()}/columns"
    foreseen = house.post(f"{path()}/columns", name=0, email=1)
    assert rows(foreseen) == [(2, "Ana", "entered"), (3, "Bo", "entered"), (4, "Cy", "refused")]
    assert "Column “Email”: Enter an e-mail address" in foreseen.content.decode()
    assert Place.objects.count() == 0
    done = house.post(f"{path()}/run", tells="on")
    assert (house.said(done), rows(done)) == (["2 lines are on the list."], rows(foreseen))
    undone = house.post(f"{path()}/undo")
    assert rows(undone)[:2] == [(2, "Ana", "undone"), (3, "Bo", "undone")]
    assert set(Place.objects.values_list("state", flat=True)) == {"revoked"}


def test_the_form_comes_back_with_why_a_file_cannot_be_read(house):
    answer = upload(house, b"%PDF-1.7")
    assert answer.status_code == 422
    assert "save it as CSV or XLSX, and choose that file" in answer.content.decode()
    assert PeopleImport.objects.count() == 0


def test_a_known_export_is_named_and_one_without_addresses_is_warned_of(house):
    assert (
        "looks like an export of Eventbrite" in upload(house, people_tables.sample("eventbrite.csv")).content.decode()
    )
    meetup = upload(house, people_tables.sample("meetup.xls")).content.decode()
    assert "looks like an export of Meetup" in meetup
    assert "Meetup gives them to few" in meetup
    assert house.get(path()).status_code == 302


def test_columns_without_an_address_are_refused_at_their_field(house):
    upload(house)
    answer = house.post(f"{path()}/columns", name=0)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])


def test_where_there_are_several_sign_ups_one_is_chosen(house):
    other = factories.pool(house.made.offering, name="Helpers", capacity=5)
    upload(house, pool=other.pk)
    house.post(f"{path()}/run", tells="on")
    assert set(Place.objects.values_list("pool", flat=True)) == {other.pk}


def test_nobody_is_told_when_the_organiser_says_so(house):
    upload(house)
    house.post(f"{path()}/run")
    assert PeopleImport.objects.get().tells is False
    assert "notice" not in outbox.drain()


def test_a_double_click_enters_nobody_twice(house):
    upload(house)
    house.post(f"{path()}/run", tells="on")
    house.post(f"{path()}/run", tells="on")
    assert Place.objects.count() == 2


def test_a_long_import_shows_how_far_it_is_and_looks_again_by_itself(house):
    house.event("Festival", capacity=None)
    upload(house, people_tables.guests(imports.AT_ONCE + 1))
    page = house.post(f"{path()}/run", tells="on")
    assert (page.headers["Refresh"], page.context["done"], page.context["total"]) == ("2", 0, imports.AT_ONCE + 1)
    outbox.drain()
    after = house.get(path())
    assert ("Refresh" in after.headers, after.context["entered"]) == (False, imports.AT_ONCE + 1)


def test_lines_are_narrowed_and_paged_before_and_after(house):
    house.event("Festival", capacity=None)
    upload(house, people_tables.guests(60) + b"\r\nCy,nowhere")
    assert rows(house.get(path(), show="refused")) == [(62, "Cy", "refused")]
    second = house.get(path(), cursor=house.get(path()).context["page"].next)
    assert (rows(second)[0][0], second.context["page"].previous) == (52, "0")
    house.post(f"{path()}/run", tells="on")
    outbox.drain()
    assert rows(house.get(path(), show="refused")) == [(62, "Cy", "refused")]
    last = house.get(path(), cursor=house.get(path()).context["page"].next)
    assert [number for number, _name, _state in rows(last)] == list(range(52, 63))


@pytest.mark.parametrize("cursor", ["x", "-1", "99999999", "²"])
def test_an_odd_cursor_shows_a_page_all_the_same(house, cursor):
    upload(house)
    assert house.get(path(), cursor=cursor).status_code == 200


def test_the_refused_lines_are_saved_to_be_put_right(house):
    upload(house, people_tables.csv("Name,Email,Note", "Ana,ana@example.org", "Cy,nowhere,=1+1"))
    house.post(f"{path()}/run", tells="on")
    answer = house.get(f"{path()}/refused.csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "Name,Email,Note,Line,Column,Reason"
    assert lines[1].startswith("Cy,nowhere,'=1+1,3,Email,")
    assert len(lines) == 2


def test_who_was_checked_in_since_is_left(house):
    upload(house)
    house.post(f"{path()}/run", tells="on")
    ana = Place.objects.get(contact__email="ana@example.org")
    attendance.check_in(ana, by=house.by, at=ana.queued_at)
    assert rows(house.post(f"{path()}/undo"))[:2] == [(2, "Ana", "left"), (3, "Bo", "undone")]


def test_a_table_is_thrown_away_and_the_list_of_imports_shows_what_is_left(house):
    upload(house)
    first = path()
    upload(house)
    assert house.said(house.post(f"{first}/discard")) == ["Nothing of the table is kept any more."]
    page = house.get("/imports").context["page"].items
    assert [f"/imports/{batch.pk}" for batch in page] == [path()]
    assert house.get(first).status_code == 404


def test_the_list_and_the_dry_run_ask_as_much_for_many_lines(house, django_assert_max_num_queries):
    upload(house, people_tables.guests(2))
    few = path()
    upload(house, people_tables.guests(400))
    for one in (few, path()):
        with django_assert_max_num_queries(14):
            house.get(one)


def test_names_are_escaped_wherever_they_are_shown(house):
    hostile = "<script>alert(1)</script>"
    columns = upload(house, people_tables.csv(f"Name,Email,{hostile}", f"{hostile},ana@example.org,x"))
    for page in (columns, house.get(path()), house.post(f"{path()}/run", tells="on")):
        assert (hostile in page.content.decode(), "&lt;script&gt;alert(1)" in page.content.decode()) == (False, True)


@pytest.mark.req("B07")
def test_the_guest_list_that_went_out_comes_back_in_with_its_answers(house):
    def asks():
        diet, yes = (questions.add(house.pool, kind=kind, text=text, each_person=True, by=house.by, at=clock.now())
                     for kind, text in (("line", "Diet?"), ("yes_no", "Bus?")))  # fmt: skip
        house.pool.refresh_from_db()
        return diet, yes

    diet, bus = asks()
    ana = factories.guest("Ana", email="ana@example.org")
    given = [{diet.pk: "=Vegan", bus.pk: True}, {diet.pk: "None"}]
    places.join(house.pool, ana, companions=["Bo"], answers=given, by=factories.actor(ana), at=clock.now())
    content = b"".join(house.get("/guests.csv").streaming_content)
    house.event("Again")
    asks()
    columns = upload(house, content)
    form = columns.context["form"]
    assert ("Diet?" in columns.content.decode(), {form[name].initial for name in form.asked}) == (True, {6, 7})
    batch = PeopleImport.objects.latest("created_at")
    first, second = form.asked
    assert batch.mapping == {"name": 0, "email": 1, "comes_with": 2, "status": 3, first: 6, second: 7}
    foreseen = house.post(f"{path()}/columns", **batch.mapping)
    assert [(name, state) for _n, name, state in sorted(rows(foreseen), key=lambda row: row[1])] == [
        ("Ana", "entered"),
        ("Bo", "entered"),
    ]
    house.post(f"{path()}/run")
    kept = Answer.objects.filter(place__pool=house.pool).order_by("place", "question__position")
    assert [(row.place.shown_name, row.text, row.yes) for row in kept] == [
        ("Ana", "=Vegan", None),
        ("Ana", "", True),
        ("Bo", "None", None),
    ]
