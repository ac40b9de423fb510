"""The tables that the migrations make are those of the models."""

import pytest
from django.apps import apps
from django.db import connection

MODELS = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]


@pytest.mark.req("Q26")
def test_each_table_has_the_columns_constraints_and_indexes_of_its_model(db):
    with connection.cursor() as cursor:
        faults = [fault for model in MODELS for fault in _faults(cursor, model._meta)]
    assert faults == []


def _faults(cursor, meta):
    told = connection.introspection.get_table_description(cursor, meta.db_table)
    # PostgreSQL has columns of its own beside, to search in
    columns = {column.name for column in told}
    kept = connection.introspection.get_constraints(cursor, meta.db_table)
    for name in {field.column for field in meta.local_concrete_fields} - columns:
        yield f"{meta.db_table}: the column {name}"
    for name in {one.name for one in (*meta.constraints, *meta.indexes)} - set(kept):
        yield f"{meta.db_table}: {name}"
