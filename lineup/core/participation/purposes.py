"""What is sent with consent alone, and what people agree to. A text that was shown is never changed."""

from django.utils.translation import gettext_lazy as _

from lineup.core.consents.purposes import Purpose

CLUB_NEWS = "club-news"
WEEKLY_DIGEST = "weekly-digest"

PURPOSES = (
    Purpose(
        WEEKLY_DIGEST,
        _("Weekly digest"),
        {
            1: _(
                "On Monday mornings you may get one mail: what you have places in that week, and what is new in your "
                "clubs. There is none when there is nothing to say."
            )
        },
    ),
    Purpose(
        CLUB_NEWS,
        _("News of clubs"),
        {
            1: _(
                "Clubs of which you are a member, or in whose events you took part, may write to you about what they "
                "plan. They do not learn your address by it, and a club that you mute does not reach you by mail."
            )
        },
    ),
)
