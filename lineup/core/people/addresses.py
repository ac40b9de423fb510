"""E-mail addresses as people type them."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs, text
from lineup.core.foundation.errors import Invalid

LONGEST = 254
LONGEST_FOLDED = 320


class AddressNeeded(Invalid):
    code = "address_needed"
    sentence = _("Enter an e-mail address like name@example.org, so that we can send you the link.")
    field = "email"


def check(address: str) -> str:
    """Return the address trimmed. Raises AddressNeeded for what no mail reaches, or no column holds."""
    address = address.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise AddressNeeded from None
    # a domain in its own script grows when it is folded
    if len(address) > LONGEST or len(text.fold_address(address)) > LONGEST_FOLDED:
        raise AddressNeeded
    if inputs.UNSTORABLE.search(address):
        raise AddressNeeded
    return address


def is_one(address: str) -> bool:
    """Whether mail could reach this."""
    try:
        check(address)
    except AddressNeeded:
        return False
    return True
