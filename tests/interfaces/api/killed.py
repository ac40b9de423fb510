"""A server killed with the effect written and not committed: `python -m tests.interfaces.api.killed POOL TOKEN`."""

import os
import signal
import sys
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.support.settings"

import django

django.setup()

from django.test import Client  # noqa: E402

from lineup.core.participation import places  # noqa: E402


def main(pool: str, secret: str) -> None:
    join = places.join

    def join_and_die(*args: Any, **values: Any) -> Any:
        join(*args, **values)
        os.kill(os.getpid(), signal.SIGKILL)

    places.join = join_and_die  # type: ignore[assignment]
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": "k"}
    Client(SERVER_NAME="localhost").post(
        f"/api/pools/{pool}/places", {}, content_type="application/json", headers=headers
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
