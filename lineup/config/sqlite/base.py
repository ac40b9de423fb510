"""Django's SQLite backend with the fair write gate, and a refusal to run where data could be lost."""

# isort: off
from lineup.config.sqlite import library

library.choose()

from django.db.backends.sqlite3 import base, features  # noqa: E402

# isort: on
import re  # noqa: E402
from typing import Any  # noqa: E402

from django.db import OperationalError  # noqa: E402

from lineup.config import slow  # noqa: E402
from lineup.config.sqlite import gate, refusals  # noqa: E402

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)


class DatabaseFeatures(features.DatabaseFeatures):
    # SQLite's own limit since 3.32; pysqlite3 cannot be asked for it.
    max_query_params = 32_766


class DatabaseWrapper(base.DatabaseWrapper):
    """Holds the gate from BEGIN IMMEDIATE to the end of the transaction, and around each single write outside one."""

    features_class = DatabaseFeatures

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._gate: gate.Gate | None = None
        self.execute_wrappers += [slow.log_slow, self._gated]

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        name = str(self.settings_dict["NAME"])
        in_memory = self.is_in_memory_db()
        refusals.check_library(self.Database.sqlite_version_info)
        if not in_memory:
            refusals.check_file_system(name)
        connection = super().get_new_connection(conn_params)
        if not in_memory:
            refusals.check_pragmas(connection)
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        self._enter()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._leave_when_ended()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave_when_ended()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._leave()

    def _gated(self, execute: Any, sql: Any, params: Any, many: Any, context: dict[str, Any]) -> Any:
        if self._gate is not None or not WRITES.match(sql):
            return execute(sql, params, many, context)
        self._enter()
        try:
            return execute(sql, params, many, context)
        finally:
            self._leave()

    def _enter(self) -> None:
        ours = gate.gate_of(str(self.settings_dict["NAME"]), in_memory=self.is_in_memory_db())
        try:
            ours.enter(timeout=float(self.settings_dict["OPTIONS"].get("timeout", 20)))
        except gate.GateTimeout as timeout:
            raise OperationalError(str(timeout)) from timeout
        self._gate = ours

    def _leave(self) -> None:
        if self._gate is not None:
            ours, self._gate = self._gate, None
            ours.leave()

    def _leave_when_ended(self) -> None:
        # A commit that fails leaves the transaction open; Django rolls it back, and we leave then.
        if self.connection is None or not self.connection.in_transaction:
            self._leave()
