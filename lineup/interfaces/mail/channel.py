"""E-mail as a way of telling people."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from lineup.core.notices.channels import Channel
from lineup.core.people.models import Person


def _where(person: Person) -> Sequence[str]:
    return ("",) if person.email else ()


MAIL = Channel("mail", _("By e-mail"), topic="mail", destinations=_where)
