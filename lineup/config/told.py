"""The only file that names every notice: its kinds, what they are about, who hears them, and by which channels."""

from django.conf import settings

from lineup.core.clubs import factor_rule
from lineup.core.notices import kinds_below, matters, notices
from lineup.core.participation import club_news, digests_told, qualifications_told, reminders
from lineup.core.participation import matters as participation_matters
from lineup.core.participation import told as participation_told
from lineup.core.webhooks import told as webhooks_told
from lineup.domains.courses import matters as courses_matters
from lineup.domains.courses import teaching_weeks
from lineup.domains.courses import told as courses_told
from lineup.domains.guilds import told as guilds_told
from lineup.domains.onsite import matters as onsite_matters
from lineup.domains.onsite import told as onsite_told
from lineup.domains.racing import told as racing_told
from lineup.interfaces.discord import direct
from lineup.interfaces.mail import channel as mail_channel
from lineup.interfaces.push import channel as push_channel

MATTERS = (
    *participation_matters.MATTERS,
    *onsite_matters.MATTERS,
    *courses_matters.MATTERS,
    *guilds_told.MATTERS,
    *racing_told.MATTERS,
    *webhooks_told.MATTERS,
    *matters.OF_CLUBS,
    *participation_matters.OF_NEWS,
    *matters.OF_ACCOUNTS,
)
KINDS = (
    *participation_told.KINDS,
    *qualifications_told.KINDS,
    *onsite_told.KINDS,
    *racing_told.KINDS,
    *guilds_told.KINDS,
    *courses_told.KINDS,
    *teaching_weeks.KINDS,
    *club_news.KINDS,
    *digests_told.KINDS,
    *reminders.KINDS,
    *webhooks_told.KINDS,
    *kinds_below.KINDS,
)
# without a bot, nobody is offered to hear from it
CHANNELS = (mail_channel.MAIL, push_channel.PUSH, *((direct.DISCORD,) if settings.DISCORD_BOT_TOKEN else ()))

AUDIENCES = {
    **participation_told.AUDIENCES,
    **club_news.AUDIENCES,
    **onsite_told.AUDIENCES,
    **teaching_weeks.AUDIENCES,
    "club-unprotected": factor_rule.unprotected_after,
}


def connect() -> None:
    """Tell the room of notices what there is; called once, by the wiring."""
    notices.install(KINDS, AUDIENCES, about=MATTERS, by=CHANNELS)
