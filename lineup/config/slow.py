"""Statements that took too long, in the log: the statement without its values, which may be personal."""

import time
from typing import Any

import structlog

SLOW_MS = 200
LONGEST_SHOWN = 1000
log = structlog.get_logger("lineup.slow")


def log_slow(execute: Any, sql: str, params: Any, many: Any, context: dict[str, Any]) -> Any:
    """Wraps each statement of a connection; includes the wait for its turn to write."""
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        spent = (time.perf_counter() - began) * 1000
        if spent > SLOW_MS:
            log.warning("slow statement", ms=round(spent), sql=sql[:LONGEST_SHOWN])
