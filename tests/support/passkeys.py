"""An authenticator that Chromium believes to be built in: `passkeys.plug_in(page)`."""

import secrets
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)
from playwright.sync_api import Page

BUILT_IN = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def plug_in(page: Page, **changed: Any) -> "Plugged":
    """Give the page's browser an authenticator whose owner says yes to everything."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": {**BUILT_IN, **changed}})
    return Plugged(session, made["authenticatorId"])


class Plugged:
    """What the authenticator holds, and whether its owner lets it answer."""

    def __init__(self, session: Any, name: str) -> None:
        self.session, self.name = session, name

    def credentials(self) -> list[dict[str, Any]]:
        found = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.name})
        return list(found["credentials"])

    def take(self, credentials: list[dict[str, Any]]) -> None:
        """Hold these too, as a phone that shares its passkeys with another does."""
        for credential in credentials:
            self.session.send("WebAuthn.addCredential", {"authenticatorId": self.name, "credential": credential})


def credential() -> dict[str, Any]:
    """What a browser sends of a new passkey; its private key is thrown away."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    name = secrets.token_bytes(16)
    attested = AttestedCredentialData.create(Aaguid(bytes(16)), name, key)
    data = AuthenticatorData.create(bytes(32), AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT, 0, attested)
    client = CollectedClientData.create(CollectedClientData.TYPE.CREATE, b"challenge", "http://localhost")
    return {
        "id": websafe_encode(name),
        "rawId": websafe_encode(name),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
        "clientExtensionResults": {},
    }
