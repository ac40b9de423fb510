"""The form of a phone that scans."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.domains.onsite.door import devices
from lineup.interfaces.web.refusing import Refusing


class DeviceForm(Refusing, forms.Form):
    """A phone; made by `devices.make`."""

    name = forms.CharField(
        label=_("Name of the phone"), max_length=devices.LONGEST_NAME, help_text=_("Like: entrance, left.")
    )
