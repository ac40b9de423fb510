"""What every room says its tables know about people: the only file that names them all."""

from lineup.config import personal as config_personal
from lineup.core.audit import personal as audit_personal
from lineup.core.carrying import personal as carrying_personal
from lineup.core.clubs import personal as clubs_personal
from lineup.core.consents import personal as consents_personal
from lineup.core.flags import personal as flags_personal
from lineup.core.notices import personal as notices_personal
from lineup.core.outbox import personal as outbox_personal
from lineup.core.participation import personal as participation_personal
from lineup.core.people import personal as people_personal
from lineup.core.webhooks import personal as webhooks_personal
from lineup.domains.courses import personal as courses_personal
from lineup.domains.events import personal as events_personal
from lineup.domains.guilds import personal as guilds_personal
from lineup.domains.onsite import personal as onsite_personal
from lineup.domains.onsite.door import personal as door_personal
from lineup.domains.racing import personal as racing_personal
from lineup.interfaces.api import personal as api_personal

# a column without a class fails `manage.py check`
PERSONAL = (
    *people_personal.TABLES,
    *clubs_personal.TABLES,
    *flags_personal.TABLES,
    *carrying_personal.TABLES,
    *audit_personal.TABLES,
    *outbox_personal.TABLES,
    *consents_personal.TABLES,
    *notices_personal.TABLES,
    *participation_personal.TABLES,
    *webhooks_personal.TABLES,
    *events_personal.TABLES,
    *courses_personal.TABLES,
    *onsite_personal.TABLES,
    *door_personal.TABLES,
    *racing_personal.TABLES,
    *guilds_personal.TABLES,
    *api_personal.TABLES,
    *config_personal.TABLES,
)
