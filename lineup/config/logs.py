"""One JSON object a line on stderr. No names, addresses or paths with tokens: ids and routes only."""

from typing import Any

import structlog
from structlog.typing import Processor

from lineup.config.environment import Environment

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
