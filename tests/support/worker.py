"""Background workers to be killed: `python -m tests.support.worker LEASE_SECONDS`, on LINEUP_VAR's own data.

Says "ready"; for every line on stdin forks a worker and prints its process number. Topic "job" sends
one e-mail into the mailbox.
"""

import os
import signal
import sys
import threading
from datetime import timedelta
from importlib import import_module

import django
from django.conf import settings


def main(lease_seconds: float) -> None:
    django.setup()
    messages, ticks, post, letters, loop = (
        import_module(f"lineup.{name}")
        for name in ("core.outbox.messages", "core.outbox.ticks", "interfaces.mail.post", "interfaces.mail.letters",
                     settings.WORK_LOOP.removeprefix("lineup.").rpartition(".")[0])
    )  # fmt: skip

    def write(payload, at):
        n = payload["n"]
        return letters.Letter(f"job{n}@example.org", "en", f"Job {n}", ("Done.",), "A test.")

    messages.LEASE = timedelta(seconds=lease_seconds)
    messages.install({"job": post.sending(write)})
    ticks.install([])
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    print("ready", flush=True)
    for _ in sys.stdin:
        if child := os.fork():
            print(child, flush=True)
        else:
            loop.run(threading.Event())


if __name__ == "__main__":
    main(float(sys.argv[1]))
