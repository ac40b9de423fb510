"""Statements are counted; what took too long stands in the log with the page or the message that asked for it.

The statement without its values, which may be personal.
"""

import time
from typing import Any

import structlog

from lineup.config import instruments

SLOW_MS = 200
LONGEST_SHOWN = 1000
log = structlog.get_logger("lineup.slow")


def log_slow(execute: Any, sql: str, params: Any, many: Any, context: dict[str, Any]) -> Any:
    """Wraps each statement of a connection; includes the wait for its turn to write."""
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        seconds = time.perf_counter() - began
        instruments.QUERIES.observe(seconds)
        spent = seconds * 1000
        if spent > SLOW_MS:
            log.warning("slow statement", ms=round(spent), sql=sql[:LONGEST_SHOWN])
