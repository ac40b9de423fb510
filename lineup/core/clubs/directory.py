"""Every club there is, as platform admins look for them."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from lineup.core.clubs import memberships
from lineup.core.clubs.models import Club, Membership, Role

STANDINGS = ("open", "binned", "ownerless")
ORDER = ("name", "id")


def search(wanted: str = "", *, standing: str = "") -> "QuerySet[Club]":
    """Return the clubs whose name, city or slug contains the words, each with `members` and `owner_name`.

    `standing` is one of STANDINGS, or empty for all. "ownerless": the owner can't sign in.
    """
    rows = memberships.without_owner() if standing == "ownerless" else Club.objects.all()
    if standing in ("open", "binned"):
        rows = rows.filter(binned_at__isnull=standing == "open")
    if wanted.strip():
        words = wanted.strip()
        rows = rows.filter(Q(name__icontains=words) | Q(city__icontains=words) | Q(slug__icontains=words))
    owner = Membership.objects.filter(club=OuterRef("pk"), role=Role.OWNER, left_at=None)
    return rows.annotate(
        members=Count("memberships", Q(memberships__left_at=None)),
        owner_name=Subquery(owner.values("person__name")[:1]),
    )


def owner_of(club: Club) -> Membership | None:
    """Return the owner's membership, with person and account."""
    return memberships.live(club).filter(role=Role.OWNER).first()
