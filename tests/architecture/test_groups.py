"""What is dear to make is made once: tests that share it are of one group, and a group stays in one process."""

import pytest


@pytest.mark.xdist_group("a-group")
def test_a_group_is_known_to_who_hands_out_the_tests(request):
    if not getattr(request.config.option, "loadgroup", False):
        pytest.skip("the tests are not handed out to several processes")
    # and in the order of pytest-django: tests that empty the tables come last
    assert not request.config.option.loadscopereorder
    assert request.node.nodeid.endswith("@a-group")
