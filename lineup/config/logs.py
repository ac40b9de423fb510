"""One JSON object a line on stderr. No names, addresses or paths with tokens: ids and routes only."""

import re
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from lineup.config.environment import Environment

ADDRESS = re.compile(r"[^\s\"'<>()=,;:]+@[^\s\"'<>()=,;:]+")


def without_addresses(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    """Blanks e-mail addresses: a database's error quotes the value that was refused."""
    return {name: ADDRESS.sub("…@…", value) if isinstance(value, str) else value for name, value in line.items()}


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def settings(environment: Environment) -> dict[str, Any]:
    """The LOGGING setting; structlog's own loggers come out the same way."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    level = environment.log.upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    without_addresses,
                    structlog.processors.JSONRenderer(),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "lineup": {"level": level},
            # Django's own lines on refused requests carry the path, and a path may carry a token.
            "django.request": {"level": "CRITICAL"},
            "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        },
    }
