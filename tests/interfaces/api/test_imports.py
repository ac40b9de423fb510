"""Import of people by API: the same operations as on the desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.core.foundation import clock
from lineup.core.participation import imports, questions
from lineup.core.participation.models import PeopleImport, Place
from tests.support import factories, outbox, people_tables

pytestmark = [pytest.mark.django_db, pytest.mark.req("P18")]

TABLE = people_tables.csv("Name,Email", "Ana,ana@example.org", "Bo,bo@example.org", "Cy,nowhere")


@pytest.fixture
def pool():
    return factories.pool(factories.offering(organiser=factories.member("Olga")), capacity=1)


@pytest.fixture
def organiser(client, pool):
    client.force_login(pool.offering.organiser.account)
    return client


def upload(client, pool, content=TABLE, **headers):
    file = SimpleUploadedFile("people.csv", content)
    return client.post(f"/api/pools/{pool.pk}/imports", {"file": file}, headers=headers)


def post(client, path, body=None, **headers):
    return client.post(f"/api/imports/{path}", body or {}, content_type="application/json", headers=headers)


def items(client, path):
    return client.get(f"/api/imports/{path}").json()["items"]


def test_a_table_is_uploaded_looked_at_run_and_taken_back(organiser, pool):
    made = upload(organiser, pool)
    told = made.json()
    assert (made.status_code, told["state"], told["mapping"]) == (201, "draft", {"name": 0, "email": 1})
    foreseen = {"entered": 1, "waits": 1, "refused": 1}
    assert (told["lines"], Place.objects.count()) == (foreseen, 0)
    done = post(organiser, f"{told['id']}/run").json()
    assert (done["state"], done["tells"], done["lines"]) == ("done", True, foreseen)
    assert post(organiser, f"{told['id']}/run").json()["lines"] == foreseen
    back = post(organiser, f"{told['id']}/undo").json()
    assert (back["state"], back["lines"]) == ("undone", {"undone": 2, "refused": 1})
    assert post(organiser, f"{told['id']}/discard").status_code == 204
    assert PeopleImport.objects.count() == 0


def test_the_lines_say_what_would_become_of_them_and_what_became_of_them(organiser, pool):
    made = upload(organiser, pool).json()
    before = items(organiser, f"{made['id']}/lines")
    assert [(line["number"], line["state"], line["name"]) for line in before] == [
        (2, "entered", "Ana"),
        (3, "waits", "Bo"),
        (4, "refused", "Cy"),
    ]
    assert (before[2]["column"], before[2]["code"], before[2]["email"]) == ("Email", "address_needed", "nowhere")
    assert [line["number"] for line in items(organiser, f"{made['id']}/lines?state=waits")] == [3]
    post(organiser, f"{made['id']}/run", {"tells": False})
    after = items(organiser, f"{made['id']}/lines")
    assert [(line["state"], line["name"], line["email"]) for line in after] == [
        ("entered", "Ana", "ana@example.org"),
        ("waits", "Bo", "bo@example.org"),
        ("refused", "Cy", "nowhere"),
    ]
    assert after[0]["place"] == str(Place.objects.get(contact__email="ana@example.org").pk)
    assert [line["number"] for line in items(organiser, f"{made['id']}/lines?state=refused")] == [4]


def test_lines_come_in_pages_in_a_fixed_number_of_queries(organiser, pool, django_assert_max_num_queries):
    made = upload(organiser, pool, people_tables.guests(120)).json()
    with django_assert_max_num_queries(12):
        first = organiser.get(f"/api/imports/{made['id']}/lines?size=50").json()
    second = organiser.get(f"/api/imports/{made['id']}/lines?size=50&cursor={first['next']}").json()
    assert (first["items"][0]["number"], second["items"][0]["number"], first["previous"]) == (2, 52, None)


def test_the_columns_are_corrected(organiser, pool):
    made = upload(organiser, pool, people_tables.csv("A,B,C", "x,Ana,ana@example.org")).json()
    path = f"/api/imports/{made['id']}/columns"
    told = organiser.put(path, {"name": 1, "email": 2}, content_type="application/json").json()
    assert (told["mapping"], told["lines"]) == ({"name": 1, "email": 2}, {"entered": 1})
    wrong = organiser.put(path, {"name": 1, "email": 9}, content_type="application/json")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "no_such_column")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file_needed"), (b"%PDF-1.7", "not_a_table"), (b"Name,Email\n", "no_lines")],
)
def test_what_is_no_table_is_refused_with_its_field(organiser, pool, content, code):
    refused = upload(organiser, pool, content)
    assert (refused.status_code, refused.json()["code"], PeopleImport.objects.count()) == (422, code, 0)


def test_an_upload_sent_twice_with_its_key_is_one_import(organiser, pool):
    key = {"Idempotency-Key": "once"}
    first, second = upload(organiser, pool, **key), upload(organiser, pool, **key)
    assert (first.json()["id"], PeopleImport.objects.count()) == (second.json()["id"], 1)


def test_a_long_table_runs_until_a_worker_is_through(organiser, pool):
    made = upload(organiser, pool, people_tables.guests(imports.AT_ONCE + 1)).json()
    assert post(organiser, f"{made['id']}/run").json()["state"] == "running"
    early = post(organiser, f"{made['id']}/undo")
    assert (early.status_code, early.json()["code"]) == (409, "import_still_running")
    outbox.drain()
    assert organiser.get(f"/api/imports/{made['id']}").json()["state"] == "done"


def test_the_imports_of_a_pool_are_listed_the_newest_first(organiser, pool):
    ids = [upload(organiser, pool).json()["id"] for _ in range(2)]
    listed = organiser.get(f"/api/pools/{pool.pk}/imports").json()["items"]
    assert [one["id"] for one in listed] == ids[::-1]


def test_nobody_else_learns_that_there_is_one(organiser, client, pool):
    made = upload(organiser, pool).json()
    client.force_login(factories.member().account)
    assert client.get(f"/api/imports/{made['id']}").status_code == 404


@pytest.mark.req("B07")
def test_columns_with_answers_are_chosen_by_question(organiser, pool):
    by = factories.actor(pool.offering.organiser)
    diet = questions.add(pool, kind="line", text="Diet", required=True, by=by, at=clock.now())
    table = people_tables.csv("Name,Email,What they eat", "Ana,ana@example.org,Vegan", "Bo,bo@example.org,")
    made = upload(organiser, pool, table).json()
    path, columns = f"/api/imports/{made['id']}/columns", {"name": 0, "email": 1}
    asked = {**columns, "answers": {str(diet.pk): 2}}
    told = organiser.put(path, asked, content_type="application/json").json()
    assert (told["mapping"], told["lines"]) == ({**columns, str(diet.pk): 2}, {"entered": 1, "refused": 1})
    refused = items(organiser, f"{made['id']}/lines?state=refused")
    assert [(line["name"], line["column"], line["code"]) for line in refused] == [
        ("Bo", "What they eat", "answer_needed")
    ]
    unknown = organiser.put(path, {**columns, "answers": {str(pool.pk): 2}}, content_type="application/json")
    assert (unknown.status_code, unknown.json()["code"]) == (422, "unknown_question")
