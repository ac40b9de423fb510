"""How often something comes again, asked so that nobody has to know RFC 5545."""

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.domains.events import rules, rules_said
from lineup.domains.events.rules import Rule
from lineup.interfaces.web.forms import ChoiceCards, DateInput
from lineup.interfaces.web.refusing import Refusing


class RuleForm(Refusing, forms.Form):
    """A rule that hits the day `start`; `rule` is the one so far."""

    every = forms.ChoiceField(label=_("Comes again"), widget=ChoiceCards)
    weekdays = forms.MultipleChoiceField(
        label=_("On these days of the week"),
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    interval = forms.IntegerField(
        label=_("Every how many weeks or months"), min_value=1, max_value=rules.LARGEST_INTERVAL, initial=1
    )
    ends = forms.ChoiceField(
        label=_("Until when"),
        choices=[("never", _("Without an end")), ("until", _("Until a day")), ("times", _("So many times"))],
        widget=ChoiceCards,
        initial="never",
    )
    until = forms.DateField(label=_("Last day"), required=False, widget=DateInput())
    times = forms.IntegerField(label=_("How many times"), required=False, min_value=2, max_value=rules.MOST_TIMES)

    def __init__(self, *args: Any, start: date, rule: Rule | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.start = start
        self.fields["every"].choices = _choices(start)  # type: ignore[attr-defined]
        self.initial.update(_asked(rule) if rule else {"every": "week", "weekdays": [str(start.weekday())]})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, words in (("until", _("Choose the last day.")), ("times", _("Say how many times."))):
            if cleaned.get("ends") == name and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        return cleaned

    def rule(self) -> str:
        """Return what was chosen as a rule of RFC 5545."""
        given = self.cleaned_data
        ends = {name: given[name] for name in ("until", "times") if given["ends"] == name}
        return str(Rule(interval=given["interval"], **_days(given, self.start), **ends))

    def field_at_fault(self, refusal: Refusal) -> str | None:
        return "weekdays" if refusal.code == "rule_misses_start" else refusal.field


def _choices(start: date) -> list[tuple[str, object]]:
    nth = Rule(monthly=True, nth=rules.nth_in_month(start), weekdays=(start.weekday(),))
    number = Rule(monthly=True, month_day=start.day)
    return [
        ("week", _("Every week, or every few weeks")),
        ("month_day", rules_said.said(number)),
        ("month_weekday", rules_said.said(nth)),
    ]


def _days(given: dict[str, Any], start: date) -> dict[str, Any]:
    if given["every"] == "month_day":
        return {"monthly": True, "month_day": start.day}
    if given["every"] == "month_weekday":
        return {"monthly": True, "nth": rules.nth_in_month(start), "weekdays": (start.weekday(),)}
    chosen = {int(number) for number in given["weekdays"]} or {start.weekday()}
    return {"weekdays": tuple(sorted(chosen))}


def _asked(rule: Rule) -> dict[str, Any]:
    every = "month_day" if rule.month_day else "month_weekday" if rule.monthly else "week"
    ends = "until" if rule.until else "times" if rule.times else "never"
    return {
        "every": every,
        "weekdays": [str(day) for day in rule.weekdays],
        "interval": rule.interval,
        "ends": ends,
        "until": rule.until,
        "times": rule.times,
    }


class SinceForm(forms.Form):
    """From which day on, and why."""

    since = forms.DateField(label=_("From this day on"), widget=DateInput())
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody who is told reads it."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
    )
