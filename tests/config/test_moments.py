"""What hundreds ask for in the same second is asked of the application once."""

from wsgiref.util import setup_testing_defaults

import pytest

from lineup.config import moments
from lineup.config.moments import Moments
from lineup.config.wsgi import application

pytestmark = pytest.mark.req("D07")

PULSE = "/api/question-pulses/abc"
LIST = "/question-lists/abc"


class Counting:
    """An application that numbers its answers."""

    def __init__(self, status="200 OK"):
        self.status, self.asked, self.closed = status, 0, 0

    def __call__(self, environ, start_response):
        self.asked += 1
        start_response(self.status, [("X-Number", str(self.asked))])
        return Answer(self, f"answer {self.asked}".encode())


class Answer:
    def __init__(self, counting, body):
        self.counting, self.body = counting, body

    def __iter__(self):
        return iter([self.body])

    def close(self):
        self.counting.closed += 1


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def ask(asked, path, **environ):
    told = {}
    setup_testing_defaults(environ := {"PATH_INFO": path, "REQUEST_METHOD": "GET", **environ})
    answer = asked(environ, lambda status, headers: told.update(status=status, headers=dict(headers)))
    body = b"".join(answer)
    if close := getattr(answer, "close", None):
        close()
    return told["status"], told["headers"], body


@pytest.mark.parametrize("path", [PULSE, LIST])
def test_all_who_ask_within_a_moment_get_the_answer_of_the_first(path):
    inner, clock = Counting(), Clock()
    outer = Moments(inner, now=clock)
    first = ask(outer, path)
    clock.now = moments.SECONDS - 0.001
    assert [ask(outer, path) for _ in range(3)] == [first] * 3
    assert (inner.asked, inner.closed) == (1, 1)


def test_after_the_moment_it_is_asked_for_anew():
    inner, clock = Counting(), Clock()
    outer = Moments(inner, now=clock)
    ask(outer, PULSE)
    clock.now = moments.SECONDS
    assert ask(outer, PULSE) == ("200 OK", {"X-Number": "2"}, b"answer 2")


@pytest.mark.parametrize(
    ("path", "environ"),
    [
        ("/api/question-pulses/other", {}),
        (LIST, {}),
        (PULSE, {"HTTP_HOST": "elsewhere.example"}),
        (PULSE, {"wsgi.url_scheme": "https"}),
        (PULSE, {"REQUEST_METHOD": "HEAD"}),
        (PULSE, {"REQUEST_METHOD": "POST"}),
        ("/api/events", {}),
    ],
)
def test_nothing_else_is_answered_with_it(path, environ):
    outer = Moments(Counting(), now=Clock())
    ask(outer, PULSE)
    assert ask(outer, path, **environ)[2] == b"answer 2"


@pytest.mark.parametrize("status", ["404 Not Found", "400 Bad Request", "500 Internal Server Error"])
def test_a_refusal_is_never_given_to_the_next(status):
    outer = Moments(Counting(status), now=Clock())
    assert [ask(outer, PULSE)[2] for _ in range(2)] == [b"answer 1", b"answer 2"]


def test_strangers_can_not_fill_the_memory():
    outer = Moments(Counting(), now=Clock())
    for number in range(3 * moments.MOST):
        ask(outer, f"{PULSE}{number}")
    assert len(outer.kept) <= moments.MOST


def test_a_key_that_is_none_is_refused_by_the_house_itself(db):
    status, headers, _ = ask(application, PULSE, HTTP_HOST="testserver")
    assert (status, headers["Content-Type"]) == ("404 Not Found", "application/problem+json")
