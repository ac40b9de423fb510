"""What happens on site, as people choose to hear of it."""

from django.utils.translation import gettext_lazy as _

from lineup.core.notices.matters import Group, Matter
from lineup.domains.onsite.told import ANNOUNCEMENTS, DUTIES

ON_SITE = Group("on-site", _("On site"))

MATTERS = (
    Matter(ANNOUNCEMENTS, ON_SITE, _("Announcements of an event you take part in, or work at"), for_guests=True),
    Matter(DUTIES, ON_SITE, _("Your role and your duties at an event"), for_guests=True),
)
