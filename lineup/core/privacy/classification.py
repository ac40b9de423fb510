"""Every column of every model has a class: the tables of all rooms together, and what is missing among them."""

from collections.abc import Iterable, Iterator, Mapping

from django.apps import apps
from django.db.models import Field, Model

from lineup.core.foundation.personal import OF_A_PERSON, Fate, Table
from lineup.core.people.models import Account, Participant, Person

PEOPLE = (Person, Participant, Account)
WORDS = (
    "TECHNICAL (ids, states, times), PUBLIC (written for others to read), PERSONAL, CONTACT, SENSITIVE, ORIGIN "
    "(network address, browser), SECRET (also digests) or RECORD (evidence, names people by id)"
)
FATES = ".cleared, .replaced(…) or .scrubbed, or rows_go=True for the table"

_tables: dict[str, Table] = {}


def install(tables: Iterable[Table]) -> None:
    """Make these the classified tables; called once, by the wiring."""
    _tables.clear()
    _tables.update({table.model: table for table in tables})


def installed() -> Mapping[str, Table]:
    """Return the classified tables by the label of their model."""
    return dict(_tables)


def model_of(table: Table) -> type[Model]:
    """Return the model that the table classifies."""
    return next(model for model in _models() if model._meta.label == table.model)


def faults() -> Iterator[str]:
    """Yield a sentence for each model or column without a class, stale row, and class that can't be kept.

    Each says what to write, and where.
    """
    models = {model._meta.label: model for model in _models()}
    for label, model in models.items():
        if label not in _tables:
            yield _whole_table(model)
        else:
            yield from _of_table(_tables[label], model)
    for label in _tables.keys() - models.keys():
        yield f"There is no model {label} any more: remove its Table from personal.py."


def _models() -> list[type[Model]]:
    return apps.get_models(include_auto_created=True)


def _whole_table(model: type[Model]) -> str:
    columns = ", ".join(f'"{column.name}": TECHNICAL' for column in model._meta.local_fields)
    people = [column.name for column in model._meta.local_fields if column.related_model in PEOPLE]
    about = f" about={tuple(people)}, export=…," if people else ""
    return (
        f"{model._meta.label} is not classified. Write in {_file_of(model)}: "
        f'Table("{model._meta.label}",{about} columns={{{columns}}}) with the class that is true of each: {WORDS}. '
        f"A new personal.py is named in config/classified.py."
    )


def _file_of(model: type[Model]) -> str:
    module = apps.get_app_config(model._meta.app_label).name
    ours = module.startswith("lineup.")
    return f"{module.replace('.', '/')}/personal.py" if ours else "lineup/config/personal.py"


def _of_table(table: Table, model: type[Model]) -> Iterator[str]:
    known = {column.name: column for column in model._meta.local_fields}
    for name in known.keys() - table.columns.keys():
        yield (
            f"{table.model}.{name} is not classified. Write in {_file_of(model)}: "
            f'"{name}": … with one of {WORDS}; of what tells of a person, also what erasure does: {FATES}.'
        )
    for name in table.columns.keys() - known.keys():
        yield f"{table.model} has no column {name} any more: remove it from {_file_of(model)}."
    for name in table.columns.keys() & known.keys():
        yield from _of_column(table, known[name])
    if table.finds_people and not (table.export or table.because):
        yield f"{table.model} is about people: name its export=, or say because= why it is not exported."


def _of_column(table: Table, column: Field) -> Iterator[str]:
    classed = table.columns[column.name]
    if column.related_model in PEOPLE and not _is_named(table, column):
        yield (
            f'{table.model}.{column.name} points to a person: is the row about them (about=("{column.name}",)), '
            f'or does it say who did something (did=("{column.name}",))?'
        )
    stays = classed.fate is Fate.KEPT and not (table.rows_go or classed.mentions or table.because)
    if classed.sort in OF_A_PERSON and stays:
        yield f"{table.model}.{column.name} tells of a person and would outlive their erasure: say {FATES}."
    if classed.fate is Fate.CLEARED and not (column.null or column.empty_strings_allowed):
        yield f"{table.model}.{column.name} can't be empty, so that it can't be .cleared: replace it, or allow null."


def _is_named(table: Table, column: Field) -> bool:
    if column.primary_key and "pk" in table.about:
        return True
    # an account is found by its person
    return column.name in {lookup.partition("__")[0] for lookup in (*table.about, *table.did)} or (
        table.model == "people.Person"
    )
