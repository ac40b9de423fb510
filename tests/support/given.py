"""A page that names what nobody gives it fails in the tests; to Django it is as good as empty.

So a field that shows a page's own address stood empty once, when its value had moved. What is asked with a filter or
within an `if` may be missing; so may what is passed to a part of a page as a value of a component of ours, if it is
`OPTIONAL`.
"""

from typing import Any

from django.template.base import FilterExpression, VariableDoesNotExist
from django_cotton.templatetags import UnprocessableDynamicAttr, _component

OPTIONAL = {"slot", "foot", "label", "waiting", "outlook.waiting", "row.event.venue.name", "team.club.name"}

_resolve = FilterExpression.resolve
_value_of = _component.PreparedValue.resolve


class NotGiven(AssertionError):
    """The page names this, and has it from nobody."""


def resolve(self: FilterExpression, context: Any, ignore_failures: bool = False) -> Any:
    if not self.is_var or self.filters or ignore_failures or str(self.var) in OPTIONAL:
        return _resolve(self, context, ignore_failures)
    try:
        return self.var.resolve(context)
    except VariableDoesNotExist as missing:
        raise NotGiven(str(self.var)) from missing


def value_of(self: Any, context: Any) -> Any:
    try:
        return _value_of(self, context)
    except UnprocessableDynamicAttr as missing:
        if self.raw in OPTIONAL:
            raise
        raise NotGiven(self.raw) from missing


FilterExpression.resolve = resolve
_component.PreparedValue.resolve = value_of
