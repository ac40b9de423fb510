"""Signing in: allauth's view, which later also asks for a second factor."""

from typing import Any

from allauth.account.views import LoginView
from django.http import HttpResponse

from lineup.interfaces.web.accounts import demo_people, discord


class SignIn(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"demo_people": demo_people.shown(self.request), "discord_is_open": discord.is_open()}
        return {**super().get_context_data(**kwargs), **shown}

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


sign_in = SignIn.as_view()
