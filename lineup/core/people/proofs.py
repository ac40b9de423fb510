"""Links by which somebody proves that they read mail at an address: asked for, minted, used once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import seam, text, tokens
from lineup.core.foundation.errors import Expired, Missing
from lineup.core.people import addresses
from lineup.core.people.models import Proof

LASTS = {
    Proof.Purpose.SIGN_UP: timedelta(days=3),
    Proof.Purpose.RESET: timedelta(hours=2),
    Proof.Purpose.MY_DATA: timedelta(hours=2),
}
# more mails an hour to one address would be a nuisance; the links sent already still open
MOST_AN_HOUR = 5


class LinkUnknown(Missing):
    code = "link_unknown"
    sentence = _("This link opens nothing: it may have been cut off. Open it from the e-mail again, in one piece.")


class LinkOver(Expired):
    code = "link_over"
    sentence = _("This link was used already, or is too old. Ask for a new one.")


def ask(purpose: str, *, email: str, language: str = "en", next_path: str = "", at: datetime) -> Proof:
    """Write the wish down and have a link sent.

    Does the same, and takes the same time, whether the address is known or not. `next_path` is where
    to go afterwards; one that contains a secret is dropped. Raises AddressNeeded.
    """
    email = addresses.check(email)
    with transaction.atomic():
        proof = Proof.objects.create(
            purpose=purpose,
            email=email,
            email_folded=text.fold_address(email),
            language=language,
            next_path="" if tokens.PREFIX in next_path else next_path[:300],
            created_at=at,
            expires_at=at + LASTS[Proof.Purpose(purpose)],
        )
        seam.enqueue("account-mail", key=f"proof:{proof.pk}", payload={"proof": str(proof.pk)}, at=at)
    return proof


def is_flood(proof: Proof) -> bool:
    """Whether so many links were asked for this address in an hour that no more should be sent."""
    since = proof.created_at - timedelta(hours=1)
    recent = Proof.objects.filter(
        email_folded=proof.email_folded, created_at__gt=since, created_at__lt=proof.created_at
    )
    return recent.count() >= MOST_AN_HOUR


@transaction.atomic
def mint(proof: Proof) -> str:
    """Return a fresh secret for the link; an earlier one no longer opens it."""
    secret = tokens.new()
    Proof.objects.filter(pk=proof.pk).update(digest=tokens.digest(secret))
    return secret


def find(secret: str, purpose: str, *, at: datetime) -> Proof:
    """Return the unused proof behind the link. Raises LinkUnknown, LinkOver."""
    proof = Proof.objects.filter(digest=tokens.digest(secret), purpose=purpose).first()
    if proof is None:
        raise LinkUnknown
    if proof.used_at or at >= proof.expires_at:
        raise LinkOver
    return proof


def use(proof: Proof, *, at: datetime) -> None:
    """Use the link up, in the caller's transaction; of two at once, one. Raises LinkOver."""
    open_one = Proof.objects.filter(pk=proof.pk, used_at=None, expires_at__gt=at)
    if not open_one.update(used_at=at):
        raise LinkOver


def forget_old(*, before: datetime, limit: int = 1000) -> int:
    """Delete up to `limit` proofs that ran out before this instant; return how many."""
    old = Proof.objects.filter(expires_at__lt=before).values_list("pk", flat=True)[:limit]
    with transaction.atomic():
        return Proof.objects.filter(pk__in=list(old)).delete()[0]
