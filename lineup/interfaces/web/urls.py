"""One folder per subject; each names its own paths. No path ends with a slash."""

from django.urls import include, path

SUBJECTS = (
    "appearance",
    "styleguide",
    "events",
    "courses",
    "qualifications",
    "repetitions",
    "embedding",
    "venues",
    "places",
    "invitations",
    "desk",
    "onsite",
    "racing",
    "door",
    "badges",
    "accounts",
    "clubs",
    "webhooks",
    "guilds",
    "notices",
    "privacy",
    "platform",
    "audit",
    "outbox",
    "mailbox",
    "feeds",
    "signposts",
)

urlpatterns = [path("", include(f"lineup.interfaces.web.{subject}.urls")) for subject in SUBJECTS]
