"""Discord's OAuth by allauth: state, PKCE and tokens are its business, who may come in is ours (`discord`).

Addresses and keys come from the settings; no token is kept.
"""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base.provider import ProviderException
from allauth.socialaccount.providers.discord.provider import DiscordProvider
from allauth.socialaccount.providers.discord.views import DiscordOAuth2Adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from django.conf import settings
from django.http import HttpRequest

from lineup.core.people.discord_links import Arrival
from lineup.interfaces.web.accounts import discord

# what an answer that is not Discord's may stumble over
NONSENSE = (ValueError, TypeError, LookupError, AttributeError)


class DiscordDoor(DiscordOAuth2Adapter):
    """Where Discord is reached, and what of its answers is believed."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.authorize_url = f"{settings.DISCORD_ADDRESS}/oauth2/authorize"
        self.access_token_url = f"{settings.DISCORD_ADDRESS}/api/oauth2/token"
        self.profile_url = f"{settings.DISCORD_ADDRESS}/api/users/@me"

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return f"{settings.BASE_URL}/account/discord/callback"

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: OAuth2Client, pkce_code_verifier: str | None = None
    ) -> Any:
        try:
            return super().get_access_token_data(request, app, client, pkce_code_verifier=pkce_code_verifier)
        except NONSENSE as fault:
            raise ProviderException("no token in the answer") from fault

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **more: Any) -> SocialLogin:
        with get_social_adapter().get_requests_session() as session:
            answer = session.get(self.profile_url, headers={"Authorization": f"Bearer {token.token}"})
            answer.raise_for_status()
            try:
                profile = answer.json()
                Arrival.of(profile)
            except NONSENSE as fault:
                raise ProviderException("no profile in the answer") from fault
        return self.get_provider().sociallogin_from_response(request, profile)


class Discord(DiscordProvider):
    oauth2_adapter_class = DiscordDoor
    pkce_enabled_default = True


class DiscordAdapter(DefaultSocialAccountAdapter):
    """Named by SOCIALACCOUNT_ADAPTER: hands everybody who comes back from Discord to our own page."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Discord:
        app = SocialApp(
            provider="discord",
            name="Discord",
            client_id=settings.DISCORD_CLIENT_ID,
            secret=settings.DISCORD_CLIENT_SECRET,
        )
        return Discord(request, app=app)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        state, arrival = sociallogin.state, Arrival.of(sociallogin.account.extra_data)
        raise ImmediateHttpResponse(discord.arrived(request, state, arrival))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> NoReturn:
        raise ImmediateHttpResponse(discord.failed(request, error=str(error), exception=exception))
