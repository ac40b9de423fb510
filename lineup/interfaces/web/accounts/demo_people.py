"""Who can sign in to the demo, for the sign-in page."""

from django.conf import settings
from django.http import HttpRequest

from lineup.core.people.models import Person

MOST = 8
# the people that the demo made; who opened an account since has a password of their own
DOMAIN = "@lineup.example"


def shown(request: HttpRequest) -> list[Person]:
    """Return some people of the demo who can sign in, admins first; nobody outside the demo."""
    if not settings.DEMO:
        return []
    people = Person.objects.filter(account__is_active=True, account__email__endswith=DOMAIN).select_related("account")
    return list(people.order_by("account__role", "participant_id")[:MOST])
