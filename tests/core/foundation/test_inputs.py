import pytest

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Refusal


def test_a_line_loses_its_breaks_and_prose_keeps_them():
    assert inputs.line("  Ann\r\nBcc: x ", field="name", most=20) == "Ann Bcc: x"
    assert inputs.prose("  One\nTwo ", field="message", most=20) == "One\nTwo"


def test_text_that_is_too_long_is_refused_with_both_lengths():
    with pytest.raises(inputs.TooLong) as refusal:
        inputs.line("x" * 121, field="name", most=120)
    assert str(refusal.value) == "This has 121 characters; shorten it to 120."
    assert (refusal.value.code, refusal.value.field, refusal.value.status) == ("too_long", "name", 422)


@pytest.mark.parametrize("typed", ["a\x00b", "\ud800", "x\udfff"])
def test_text_that_no_database_stores_is_refused(typed):
    with pytest.raises(inputs.Unstorable):
        inputs.line(typed, field="name", most=120)


@pytest.mark.parametrize("value", [-1, 2**31])
def test_a_number_that_no_column_holds_is_refused(value):
    with pytest.raises(inputs.OutOfRange):
        inputs.number(value, field="capacity")
    assert inputs.number(0, field="capacity") == 0


def test_a_value_beside_the_choices_is_refused():
    assert inputs.choice("open", ["open"], field="admission") == "open"
    with pytest.raises(inputs.UnknownChoice) as refusal:
        inputs.choice("%s", ["open"], field="admission")
    assert str(refusal.value) == "“%s” is not one of the choices; pick one of those offered."


def test_a_percent_sign_in_a_sentence_without_facts_is_kept():
    assert str(Refusal("100 % sure")) == "100 % sure"
