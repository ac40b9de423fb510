"""What shows that data went, without telling whose: facts, and the digest that stands for them."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def digest(facts: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the facts, as hexadecimal digits."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def written(facts: Mapping[str, Any]) -> str:
    """Return the facts as JSON, with their digest."""
    return json.dumps({**facts, "digest": digest(facts)}, indent=2, sort_keys=True)
