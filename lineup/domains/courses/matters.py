"""What happens in courses, as people choose to hear of it."""

from django.utils.translation import gettext_lazy as _

from lineup.core.notices.matters import Group, Matter
from lineup.domains.courses.told import CERTIFICATES, WORK

COURSES = Group("courses", _("Courses"))

MATTERS = (
    Matter(CERTIFICATES, COURSES, _("Your certificates: issued, revoked, or about to expire"), for_guests=True),
    Matter(WORK, COURSES, _("Your work in courses was marked")),
)
