"""A relay or a worker whose leases are short, so that what the killed leave behind is taken up soon.

`python -m tests.support.hurried relay|worker`, on LINEUP_DATABASE and LINEUP_BROKER.
"""

import sys
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from lineup.core.outbox import messages  # noqa: E402

LEASE = timedelta(seconds=4)

if __name__ == "__main__":
    messages.LEASE = LEASE
    call_command(sys.argv[1])
