"""allauth's names stay its own (`account_login`), so that its further rooms find them."""

from allauth.account import views as allauth_views
from django.urls import include, path

from lineup.interfaces.web.accounts import (
    address,
    calendars,
    discord,
    discord_callback,
    entrance,
    factors,
    pictures,
    profile,
    second_factor,
    security,
    sign_in,
    signing_out,
    tokens,
)

pages = [
    path("account", profile.profile, name="profile"),
    path("account/security", security.security, name="security"),
    path("account/discord", discord.arrival, name="discord-arrival"),
    path("account/discord/link", discord.begin_linking, name="discord-link"),
    path("account/discord/profile", discord.profile, name="discord-profile"),
    path("account/discord/unlinking", discord.unlinking, name="discord-unlinking"),
    path("account/address", address.address, name="address"),
    path("account/address/withdrawal", address.withdrawal, name="address-withdrawal"),
    path("account/address/proof/<str:secret>", address.proof, name="address-proof"),
    path("account/address/stop/<str:secret>", address.stop, name="address-stop"),
    path("account/login/start-over", second_factor.start_over, name="start-over"),
    path("account/authenticator-app", factors.app, name="app"),
    path("account/passkeys/new", factors.passkey, name="new-passkey"),
    path("account/passkeys/<int:pk>/name", factors.passkey_name, name="passkey-name"),
    path("account/second-factors/<int:pk>/removal", factors.removal, name="factor-removal"),
    path("account/second-factors/keeping", factors.keep, name="factor-keeping"),
    path("account/recovery-codes", factors.recovery_codes, name="recovery-codes"),
    path("account/sessions/revocation", security.end_other_sessions, name="end-other-sessions"),
    path("account/sessions/<int:pk>/revocation", security.end_session, name="end-session"),
    path("account/tokens", tokens.tokens, name="tokens"),
    path("account/tokens/<uuid:pk>/revocation", tokens.revoke, name="revoke-token"),
    path("account/calendars", calendars.calendars, name="calendars"),
    path("account/calendars/<uuid:pk>/revocation", calendars.revoke, name="revoke-calendar"),
    path("files/avatars/<str:name>", pictures.avatar, name="avatar"),
]

urlpatterns = [
    path("account/login", sign_in.sign_in, name="account_login"),
    path("account/logout", signing_out.sign_out, name="account_logout"),
    path("account/again", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("account/again/code", second_factor.again, name="mfa_reauthenticate"),
    path("account/again/passkey", second_factor.again_passkey, name="mfa_reauthenticate_webauthn"),
    path("account/login/second-factor", second_factor.at_the_door, name="mfa_authenticate"),
    path("account/login/passkey", second_factor.passkey_sign_in, name="mfa_login_webauthn"),
    path("account/discord/login", discord.begin, name="discord_login"),
    path("account/discord/callback", discord_callback.come_back, name="discord_callback"),
    path("account/signup", entrance.sign_up, name="account_signup"),
    path("account/mail-sent", entrance.mail_sent, name="account_mail_sent"),
    path("account/welcome/<str:secret>", entrance.welcome, name="account_welcome"),
    path("account/password", security.password, name="account_change_password"),
    path("account/password/forgotten", entrance.forgotten, name="account_reset_password"),
    path("account/password/new/<str:secret>", entrance.new_password, name="account_reset_password_from_key"),
    path("", include((pages, "accounts"))),
]
