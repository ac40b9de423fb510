"""Work done by Celery on many machines: messages of the outbox go through the broker as an id and a ticket.

Imported by `manage.py relay` and `manage.py worker` alone; without a broker, `manage.py work` does it all.
"""

import threading
from collections.abc import Sequence

from celery import Celery
from django.conf import settings

from lineup.core.outbox import queues
from lineup.core.outbox.models import Message
from lineup.interfaces.jobs import relay as relaying

# a broker that does not answer is given up soon: the relay comes back to the message
PATIENCE_S = 5

app = Celery("lineup", broker=settings.ENVIRONMENT.broker.replace("valkey", "redis", 1), set_as_current=False)
app.conf.update(
    accept_content=["json"],
    broker_connection_max_retries=None,
    broker_connection_retry_on_startup=True,
    broker_connection_timeout=PATIENCE_S,
    broker_transport_options={
        "socket_timeout": PATIENCE_S,
        "socket_connect_timeout": PATIENCE_S,
        "global_keyprefix": "lineup:",
    },
    task_default_queue=queues.DEFAULT.name,
    task_ignore_result=True,
    # what is lost before it is begun is handed over again by the relay; what the broker keeps for a dead worker
    # comes with a ticket that fits no row any more
    task_acks_late=False,
    worker_prefetch_multiplier=1,
    # concerns late acknowledgements alone, which there are none of; unsaid, it warns
    worker_cancel_long_running_tasks_on_connection_loss=True,
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
    worker_enable_remote_control=False,
    worker_send_task_events=False,
)


@app.task(name="lineup.deliver")
def deliver(handed: Sequence[Sequence[str]]) -> None:
    """Deliver messages of the outbox, each if its ticket is still its own."""
    relaying.take_over(handed)


def hand(batch: Sequence[Message]) -> None:
    """Put reserved messages of one queue where its workers find them. Raises what the broker's client does."""
    handed = [(str(message.pk), message.lease) for message in batch]
    deliver.apply_async((handed,), queue=batch[0].queue, retry=False)


def relay(stop: threading.Event) -> None:
    """Hand work over until `stop`; see `interfaces.jobs.relay`."""
    relaying.run(stop, hand=hand)


def work(names: Sequence[str], *, threads: int) -> None:
    """Work off what is handed over in these queues, until SIGTERM; what was begun is finished first."""
    app.worker_main(
        [
            "--quiet", "worker",
            "--pool", "threads",
            "--concurrency", str(threads),
            "--queues", ",".join(names),
            "--loglevel", "warning",
            "--without-gossip", "--without-mingle", "--without-heartbeat",
        ]
    )  # fmt: skip
