"""Django's PostgreSQL backend, with the log of slow statements."""

from typing import Any

from django.db.backends.postgresql import base

from lineup.config import slow


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(slow.log_slow)
