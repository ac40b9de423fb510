"""One JSON object a line on stderr. No names, addresses or paths with tokens: ids and routes only."""

import re
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from lineup.config.environment import Environment

ADDRESS = re.compile(r"[^\s\"'<>()=,;:]+@[^\s\"'<>()=,;:]+")
SECRET = re.compile(r"lnp_[\w-]{8,}")
# what an error quotes: the value that was refused, a database's "Key (name)=(Ada) exists"
QUOTED = re.compile(r"""(['"“])((?:\\.|(?!\1|”).){1,2000})(\1|”)|(=\()([^)]{1,2000})(\))""", re.DOTALL)
# what a program calls its own things is no name of anybody
WORD = re.compile(r"[a-z_][a-z_.]*")
# a line of a traceback that shows where, or the source there
PLACE = re.compile(r"\s|Traceback ")


def without_people(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    """Blanks addresses and secrets everywhere, and the values that errors quote."""
    cleaned = {name: _without_addresses(value) if isinstance(value, str) else value for name, value in line.items()}
    if isinstance(cleaned.get("exception"), str):
        cleaned["exception"] = "\n".join(map(_without_values, cleaned["exception"].splitlines()))
    return cleaned


def _without_addresses(text: str) -> str:
    return SECRET.sub("lnp_…", ADDRESS.sub("…@…", text))


def _without_values(line: str) -> str:
    return line if PLACE.match(line) else QUOTED.sub(_blank, line)


def _blank(found: re.Match[str]) -> str:
    begin, value, end = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
    return found[0] if WORD.fullmatch(value) else f"{begin}…{end}"


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
                    without_people,
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
