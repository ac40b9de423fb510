"""Letters about an account that the platform closed, or opened again."""

from django.utils import translation
from django.utils.translation import gettext as _

from lineup.core.people.models import Account
from lineup.interfaces.mail import languages
from lineup.interfaces.mail.letters import Letter


def deactivated(account_id: str) -> Letter | None:
    """Return word of the closing with its reason; None where it was opened again meanwhile."""
    account = _account(account_id, is_active=False)
    if account is None:
        return None
    with translation.override(_language(account)):
        return Letter(
            to=account.email,
            language=_language(account),
            subject=_("Your account was closed"),
            paragraphs=(
                _("Those who run this platform closed your account. Their reason: %(reason)s")
                % {"reason": account.deactivation_reason},
                _("You can’t sign in until it is opened again. Your places stay as they are."),
                _("If you think this is a mistake, answer this letter."),
            ),
            reason=_("You hear this because it is your account."),
        )


def reactivated(account_id: str) -> Letter | None:
    """Return word that the account is open again; None where it was closed meanwhile."""
    account = _account(account_id, is_active=True)
    if account is None:
        return None
    with translation.override(_language(account)):
        return Letter(
            to=account.email,
            language=_language(account),
            subject=_("Your account is open again"),
            paragraphs=(_("Sign in as before: everything is as it was."),),
            reason=_("You hear this because it is your account."),
            button=_("Sign in"),
            url="/account/login",
        )


def _account(account_id: str, *, is_active: bool) -> Account | None:
    return Account.objects.select_related("person").filter(pk=account_id, is_active=is_active).first()


def _language(account: Account) -> str:
    person = getattr(account, "person", None)
    return languages.known(person.language if person else "")
