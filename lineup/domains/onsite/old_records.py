"""What the old backend's words are called here."""

from collections.abc import Mapping

ROLES: Mapping[str, str] = {"organisateur": "gestionnaire_des_salles"}
STATUSES: Mapping[str, str] = {"scheduled": "pas_encore", "live": "en_cours", "completed": "termine"}
CANCELLED = ("cancelled", "canceled", "annule")


def role(said: str) -> str:
    """Return the role by its name of today."""
    return ROLES.get(said, said)


def status(said: str) -> str:
    """Return the status of a session by its name of today."""
    return STATUSES.get(said, said)
