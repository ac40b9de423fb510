"""Where Discord sends people back to."""

from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.people import limits
from lineup.interfaces.web.accounts import discord, tries
from lineup.interfaces.web.accounts.discord_adapter import DiscordDoor

_allauth = OAuth2CallbackView.adapter_view(DiscordDoor)


@require_safe
@never_cache
def come_back(request: HttpRequest) -> HttpResponse:
    """Take the answer to a state of this session, once; everything else is refused in words."""
    if not discord.is_open():
        raise Missing
    limits.spend(*tries.discord(request), at=clock.now())
    return _allauth(request)
