"""Kinds of value that callers send, with their limits and an example each."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from lineup.core.foundation import money, zones

EARLIEST, LATEST = 1900, 2200


class Sent(BaseModel):
    """What callers send: a field that nobody knows is a mistake, not a whim."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


def _as_text(value: object) -> object:
    if value is not None and not isinstance(value, str | datetime):
        raise ValueError(_("Give date and time as text with its offset, like 2026-11-21T18:00:00+01:00."))
    return value


def _in_reach(value: datetime) -> datetime:
    if not EARLIEST <= value.year <= LATEST:
        raise ValueError(_("Choose a date between the years 1900 and 2200."))
    return value


def _is_address(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError:
        raise ValueError(_("Enter an e-mail address like name@example.org.")) from None
    return value


def _is_zone(value: str) -> str:
    if not zones.is_known(value):
        raise ValueError(_("There is no such time zone; give a name like Europe/Paris."))
    return value


Moment = Annotated[
    AwareDatetime, BeforeValidator(_as_text), AfterValidator(_in_reach), Field(examples=["2027-03-20T18:00:00Z"])
]
Email = Annotated[
    str,
    StringConstraints(max_length=254),
    AfterValidator(_is_address),
    Field(examples=["ada@example.org"], json_schema_extra={"format": "email"}),
]
Zone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_is_zone), Field(examples=["Europe/Paris"])]
Name = Annotated[str, StringConstraints(max_length=120), Field(examples=["Ada Lovelace"])]
Title = Annotated[str, StringConstraints(max_length=200), Field(examples=["Open workshop evening"])]
Reason = Annotated[str, StringConstraints(max_length=300), Field(examples=["The room is closed that day."])]
Note = Annotated[str, StringConstraints(max_length=1000), Field(examples=["Come along, it will be fun."])]
Description = Annotated[str, StringConstraints(max_length=20_000), Field(examples=["Bring what you build."])]
WebAddress = Annotated[str, StringConstraints(max_length=300), Field(examples=["https://example.org/"])]
Search = Annotated[str, StringConstraints(max_length=200)]
Secret = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200),
    Field(description="The secret from the link in the mail.", examples=["lnp_Zm9v…"]),
]
# an address that is not one of ours is not found, rather than not acceptable
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,89}$")]
Amount = Annotated[Decimal, Field(gt=0, le=money.MOST, examples=["12.50"])]
Currency = Annotated[str, StringConstraints(max_length=3), Field(examples=["EUR"])]
Instructions = Annotated[str, StringConstraints(max_length=500), Field(examples=["Cash at the desk."])]
Number = Annotated[int, Field(ge=0, le=2_147_483_647)]
