"""The second factor at the door, a passkey instead of the password, and both before weighty acts: allauth's views."""

import json
from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.webauthn.internal import auth as ceremony
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lineup.core.people import second_factors
from lineup.interfaces.web import flash
from lineup.interfaces.web.accounts.entrance import next_path


@method_decorator(never_cache, name="dispatch")
class AtTheDoor(AuthenticateView):
    """A code or a passkey, after the password or Discord."""

    template_name = "account/second_factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = super().get_context_data(**kwargs)
        held = second_factors.held(self.stage.login.user)
        return {**shown, "held": held, "options": _options(shown) if held.passkeys else ""}

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(), status=422)


@method_decorator(never_cache, name="dispatch")
class Again(ReauthenticateView):
    template_name = "account/again_code.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(never_cache, name="dispatch")
class AgainPasskey(ReauthenticateWebAuthnView):
    template_name = "account/again_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = super().get_context_data(**kwargs)
        return {**shown, "form": kwargs.get("form") or self.get_form(), "options": _options(shown)}

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(never_cache, name="dispatch")
class PasskeySignIn(LoginWebAuthnView):
    """GET answers what the browser needs for the ceremony, POST brings its result."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return JsonResponse(ceremony.begin_authentication(user=None))

    def form_invalid(self, form: Any) -> HttpResponse:
        for sentence in form.errors.get("credential", []):
            flash.refused(self.request, sentence)
        path = next_path(self.request)
        return redirect(f"{reverse('account_login')}?next={path}" if path else "account_login")


def _options(shown: dict[str, Any]) -> str:
    return json.dumps(shown["js_data"]["request_options"])


@require_POST
def start_over(request: HttpRequest) -> HttpResponse:
    """Forget a password that was right, so that another account can sign in."""
    clear_login(request)
    return redirect("account_login")


at_the_door = AtTheDoor.as_view()
again = Again.as_view()
again_passkey = AgainPasskey.as_view()
passkey_sign_in = PasskeySignIn.as_view()
