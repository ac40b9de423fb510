"""Push as a way of telling people: into each browser in which they switched it on."""

from django.utils.translation import gettext_lazy as _

from lineup.core.notices import browsers
from lineup.core.notices.channels import Channel

PUSH = Channel("push", _("On your devices"), topic="push", destinations=browsers.destinations)
