"""What hundreds ask for in the same second is answered once, and for a moment to all who ask after.

It stands before Django, whose way through middleware and database would cost each of them some milliseconds: five
hundred who watch the questions of a session fill two cores with it. Who asks is not looked at on these paths, so the
answer is the same for all. What is answered from here leaves no line in the log.
"""

import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

PATHS = ("/api/question-pulses/", "/question-lists/")
SECONDS = 0.25
# more than are watched at once: some strangers' keys are kept for nothing, and never many
MOST = 256

Headers = list[tuple[str, str]]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Answer(NamedTuple):
    """What was answered, and until when (monotonic seconds) it is given again."""

    until: float
    headers: Headers
    body: bytes


class Moments:
    """Passes requests on to the application, and good answers on PATHS to all who ask the same within SECONDS."""

    def __init__(self, application: Application, *, now: Callable[[], float] = time.monotonic) -> None:
        self.application, self.now = application, now
        self.kept: dict[tuple[str, str, str], Answer] = {}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if environ.get("REQUEST_METHOD") != "GET" or not path.startswith(PATHS):
            return self.application(environ, start_response)
        # a name that is not ours, or another way of writing, is refused or answered by the application as ever
        key = (environ.get("HTTP_HOST", ""), environ.get("wsgi.url_scheme", ""), path)
        kept = self.kept.get(key)
        if kept is None or kept.until <= self.now():
            return self._asked(key, environ, start_response)
        start_response("200 OK", kept.headers)
        return [kept.body]

    def _asked(
        self, key: tuple[str, str, str], environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        told: list[tuple[str, Headers]] = []

        def started(status: str, headers: Headers, *rest: Any) -> Any:
            told.append((status, headers))
            return start_response(status, headers, *rest)

        answer = self.application(environ, started)
        if not told or not told[0][0].startswith("200 "):
            return answer
        try:
            body = b"".join(answer)
        finally:
            if close := getattr(answer, "close", None):
                close()
        # from when it is there: under a load in which an answer takes longer than a moment it is needed most
        self._keep(key, Answer(self.now() + SECONDS, told[0][1], body))
        return [body]

    def _keep(self, key: tuple[str, str, str], kept: Answer) -> None:
        if len(self.kept) >= MOST and key not in self.kept:
            self.kept.clear()
        self.kept[key] = kept
