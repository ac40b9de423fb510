"""The reference in a real browser: tried by hand, under the strict policy, for everybody."""

import pytest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("P06"), pytest.mark.slow]


@pytest.mark.parametrize(("width", "dark"), [(390, False), (1280, True)])
def test_an_operation_can_be_tried_on_the_page(open_page, width, dark):
    page = open_page(width=width, dark=dark)
    page.goto("/api/docs")
    page.locator("#events_find summary").click()
    page.locator("#events_find input[name=size]").fill("3")
    page.locator("#events_find button").click()
    page.get_by_text('"previous": null').wait_for()
    assert page.locator("#events_find pre").inner_text().startswith("200")
    page.locator("#me_change summary").click()
    page.locator("#me_change button").click()
    page.get_by_text('"code": "not_signed_in"').wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == width
