import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.core.foundation import text, tokens, zones
from tests.core.foundation import AT


@pytest.mark.req("Q22")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [("ecole", "École"), ("STRASSE", "Straße"), ("hello", "ℌello"), ("file", "ﬁle"), ("café", "cafe\u0301")],
)
def test_words_are_found_without_case_and_accents(typed, meant):
    assert text.fold(typed) == text.fold(meant)


@given(st.text())
def test_folding_twice_changes_nothing(typed):
    assert text.fold(text.fold(typed)) == text.fold(typed)


@pytest.mark.req("B03")
@pytest.mark.parametrize(
    "spelling", ["Ann@Example.org", " ann@example.org ", "ANN@EXAMPLE.ORG", "ann@ｅxample.org", "ann@example.org\n"]
)
def test_spellings_of_one_address_are_one_address(spelling):
    assert text.fold_address(spelling) == "ann@example.org"


def test_a_domain_in_its_own_script_is_the_domain_it_stands_for():
    assert text.fold_address("ann@Bücher.example") == text.fold_address("ann@xn--bcher-kva.example")


def test_different_addresses_stay_different():
    assert text.fold_address("ann+club@example.org") != text.fold_address("ann@example.org")


@given(st.emails())
def test_folding_an_address_twice_changes_nothing(address):
    assert text.fold_address(text.fold_address(address)) == text.fold_address(address)


@given(st.text())
def test_a_slug_is_always_usable_in_an_address(title):
    slug = text.slug(title)
    assert slug == slug.strip("-")
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 1 <= len(slug) <= 80


@pytest.mark.req("Q14")
def test_a_secret_has_256_bits_and_is_found_by_its_digest_alone():
    secret = tokens.new()
    assert secret.startswith("lnp_")
    assert len(secret) == len("lnp_") + 43
    assert len(tokens.digest(secret)) == 64
    assert secret not in tokens.digest(secret)
    assert tokens.digest(secret) == tokens.digest(secret)
    assert len({tokens.new() for _ in range(1000)}) == 1000
    assert len(tokens.hint(secret)) == 8


def test_a_secret_that_no_encoding_knows_is_only_unknown():
    assert len(tokens.digest("lnp_\ud800")) == 64


@pytest.mark.parametrize("name", ["", "Europe", "Mars/Olympus", "../etc/passwd", "x" * 300, "UTC\x00"])
def test_a_zone_that_there_is_not_is_shown_as_utc(name):
    assert zones.local(AT, name).tzname() == "UTC"
    assert zones.is_known(name) is False
