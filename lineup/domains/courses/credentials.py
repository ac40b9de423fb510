"""Certificates as Open Badges 3.0: a verifiable credential that its holder shows elsewhere, signed as a VC-JWT.

The payload is the credential itself (JSON-LD), with the claims of a JWT beside it. Its `kid` is the address of the key,
its status the address at which it says whether it was revoked; both answer anybody.
"""

import hashlib
from typing import Any

import jwt
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Invalid, Missing
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.courses import certificates, credential_keys
from lineup.domains.courses.models import Certificate

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
KEYS_PATH = "/open-badges/keys/"
LONGEST = 20_000


class NotABadge(Invalid):
    code = "not_a_badge"
    sentence = _("This is no signed badge; paste the whole text of the file, three parts with dots between.")
    field = "badge"


class BadgeForged(Invalid):
    code = "badge_forged"
    sentence = _("This badge was not signed here, or was changed since: do not trust it.")
    field = "badge"


def address_of(certificate: Certificate) -> str:
    """Return where anybody reads whether it holds."""
    return f"{settings.BASE_URL}/certificates/{certificate.said_number}"


def of(certificate: Certificate) -> dict[str, Any]:
    """Return the credential as JSON-LD, unsigned; `certificate` with its course, offering, club and holder at hand."""
    offering, address = certificate.course.offering, address_of(certificate)
    said: dict[str, Any] = {
        "@context": list(CONTEXTS),
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": certificate.title,
        "issuer": _issuer(offering),
        "validFrom": _instant(certificate.issued_at),
        "credentialSubject": {
            "id": f"{address}#holder",
            "type": ["AchievementSubject"],
            "identifier": _identifiers(certificate),
            "achievement": _achievement(certificate, offering),
        },
        "credentialStatus": {"id": f"{address}/status", "type": "1EdTechRevocationList"},
    }
    if certificate.expires_at:
        said["validUntil"] = _instant(certificate.expires_at)
    return said


def signed_for(person: Person, number: str) -> tuple[Certificate, str]:
    """Return the person's certificate, and the badge that says it. Raises Missing for everybody else, NoLongerHolds."""
    found = certificates.held_by(person, number)
    return found, signed(found)


def signed(certificate: Certificate) -> str:
    """Return the credential as a VC-JWT: the same for the same facts."""
    credential = of(certificate)
    claims = {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": int(certificate.issued_at.timestamp()),
    }
    if certificate.expires_at:
        claims["exp"] = int(certificate.expires_at.timestamp())
    name, key = credential_keys.signing()
    headers = {"kid": f"{settings.BASE_URL}{KEYS_PATH}{name}", "typ": "JWT"}
    return jwt.encode({**credential, **claims}, key, algorithm=credential_keys.ALGORITHM, headers=headers)


def verify(badge: str) -> Certificate:
    """Return the certificate of a badge that was signed here; whether it still holds is its own matter.

    Raises NotABadge, BadgeForged, and Missing for one of a certificate that is here no more.
    """
    badge = badge.strip()
    if len(badge) > LONGEST:
        raise NotABadge
    try:
        kid = str(jwt.get_unverified_header(badge).get("kid", ""))
    except jwt.PyJWTError:
        raise NotABadge from None
    key = credential_keys.public().get(kid.removeprefix(f"{settings.BASE_URL}{KEYS_PATH}"))
    if key is None:
        raise BadgeForged
    try:
        # when it holds is read from the certificate, which knows of a revocation too
        claims = jwt.decode(
            badge,
            key,
            algorithms=[credential_keys.ALGORITHM],
            options={"verify_exp": False, "verify_nbf": False, "require": ["iss", "jti", "sub"]},
        )
    except jwt.PyJWTError:
        raise BadgeForged from None
    return certificates.verify(str(claims["jti"]).rpartition("/")[2])


def status_of(certificate: Certificate) -> dict[str, Any]:
    """Return what the address of its status answers: itself if it was revoked, and never another's."""
    revoked = [{"id": address_of(certificate), "revoked": True}] if certificate.revoked_at else []
    issuer = _issuer(certificate.course.offering)["id"]
    return {"id": f"{address_of(certificate)}/status", "issuer": issuer, "revokedCredential": revoked}


def _issuer(offering: Offering) -> dict[str, Any]:
    """Who offers the course, under an id that outlasts its name."""
    club = offering.club
    if club is not None:
        page = {"url": f"{settings.BASE_URL}/clubs/{club.slug}"} if club.is_public else {}
        return {"id": f"urn:uuid:{club.pk}", "type": ["Profile"], "name": club.name, **page}
    organiser = offering.organiser
    if organiser is None:
        raise Missing
    return {"id": f"urn:uuid:{organiser.pk}", "type": ["Profile"], "name": organiser.name}


def _achievement(certificate: Certificate, offering: Offering) -> dict[str, Any]:
    page = f"{settings.BASE_URL}/courses/{offering.slug}"
    shown = {"id": page} if offering.visibility == Offering.Visibility.PUBLIC else {}
    return {
        "id": f"urn:uuid:{offering.pk}",
        "type": ["Achievement"],
        "achievementType": "Course",
        "name": certificate.title,
        "description": certificate.course.overview or certificate.title,
        "criteria": {**shown, "narrative": "All lessons of the course that count were completed."},
    }


def _identifiers(certificate: Certificate) -> list[dict[str, Any]]:
    """The holder by name, and by a digest of their address, which proves it to who knows the address alone."""
    person = certificate.enrolment.place.participant.person
    named = {"type": "IdentityObject", "hashed": False, "identityHash": certificate.name, "identityType": "name"}
    if not person.email:
        return [named]
    salt = certificate.number
    digest = hashlib.sha256((person.email.lower() + salt).encode()).hexdigest()
    hashed = {"hashed": True, "identityHash": f"sha256${digest}", "identityType": "emailAddress", "salt": salt}
    return [named, {"type": "IdentityObject", **hashed}]


def _instant(at: Any) -> str:
    return str(at.strftime("%Y-%m-%dT%H:%M:%SZ"))
