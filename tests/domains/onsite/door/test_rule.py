import json
from collections import Counter
from pathlib import Path

import pytest
from django.utils import translation

from lineup.domains.onsite.door import reasons, rule

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text())


@pytest.mark.req("Q11")
@pytest.mark.parametrize("case", VECTORS, ids=[case["name"] for case in VECTORS])
def test_the_rule_answers_the_case(case):
    decision = rule.decide(case["situation"])
    assert (decision.reason, decision.session, decision.expected_in) == (
        case["reason"],
        case["session"],
        case["expected_in"],
    )


@pytest.mark.req("Q11")
def test_there_are_cases_enough_for_each_reason():
    assert len(VECTORS) >= 200
    assert len({case["name"] for case in VECTORS}) == len(VECTORS)
    seen = Counter(case["reason"] for case in VECTORS)
    assert set(seen) == set(rule.REASONS)


@pytest.mark.req("Q11")
def test_each_row_of_the_table_decides_a_case():
    used = {_row(rule.facts(case["situation"])) for case in VECTORS}
    assert used == set(range(len(rule.TABLE["rows"])))


def _row(facts):
    return next(number for number, row in enumerate(rule.TABLE["rows"]) if rule._fits(row["when"], facts))


@pytest.mark.req("D10")
def test_validity_is_judged_before_duplication():
    reasons_in_order = [row["reason"] for row in rule.TABLE["rows"]]
    valid = ["forged", "revoked", "wrong_day", "not_on_the_list", "unpaid"]
    assert max(map(reasons_in_order.index, valid)) < reasons_in_order.index("already_in")


@pytest.mark.req("D10")
def test_each_reason_has_its_words_in_both_languages():
    assert set(reasons.WORDS) == set(rule.REASONS)
    with translation.override("en"):
        english = reasons.table()
    with translation.override("fr"):
        french = reasons.table()
    same = [reason for reason in english if english[reason]["sentence"] == french[reason]["sentence"]]
    assert same == []
    assert [row["word"] for row in english.values() if not row["word"]] == []


@pytest.mark.req("D10")
def test_a_refusal_says_what_to_do():
    refused = [reason for reason, row in rule.REASONS.items() if not row["granted"]]
    assert [reason for reason in refused if not reasons.of(reason).remedy] == ["not_inside"]
    assert len(refused) >= 12
