import pytest

HEADERS = {
    "Content-Security-Policy": (
        "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; img-src 'self'; manifest-src 'self'; script-src 'self'; style-src 'self'; "
        "worker-src 'self'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@pytest.mark.req("Q15")
@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/no-such-page"])
def test_every_answer_carries_the_strict_headers(client, path):
    response = client.get(path)
    found = {name: response.headers[name] for name in HEADERS}
    found["Content-Security-Policy"] = "; ".join(sorted(found["Content-Security-Policy"].split("; ")))
    assert found == HEADERS
    assert "camera=(self)" in response.headers["Permissions-Policy"]


@pytest.mark.req("Q15")
def test_the_policy_allows_nothing_unsafe(settings):
    assert "unsafe" not in str(settings.CONTENT_SECURITY_POLICY)
