"""What is sealed is read again with the key alone (Q14)."""

import pytest

from lineup.core.foundation import sealing

pytestmark = pytest.mark.req("Q14", "P01")

NEW, OLD = "n" * 50, "o" * 50


def test_what_is_sealed_comes_back_and_never_looks_the_same_twice():
    first, second = sealing.seal("seed"), sealing.seal("seed")
    assert [sealing.unseal(first), sealing.unseal(second)] == ["seed", "seed"]
    assert first != second
    assert "seed" not in first


def test_a_former_key_still_opens_and_renewing_moves_to_the_present_one(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = OLD, []
    sealed = sealing.seal("seed")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert sealing.unseal(sealed) == "seed"
    renewed = sealing.renew(sealed)
    settings.SECRET_KEY_FALLBACKS = []
    assert sealing.unseal(renewed) == "seed"
    with pytest.raises(sealing.SealBroken):
        sealing.unseal(sealed)


@pytest.mark.parametrize("broken", ["", "plain", "gAAAAA", "é"])
def test_what_nobody_sealed_is_refused_in_words(broken):
    with pytest.raises(sealing.SealBroken) as refusal:
        sealing.unseal(broken)
    assert "whoever runs it" in str(refusal.value)
