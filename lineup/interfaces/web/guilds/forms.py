"""What a club chooses for its Discord server."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lineup.domains.guilds import guilds
from lineup.domains.guilds.models import Guild
from lineup.interfaces.web.refusing import Refusing

# the names as they would be, while somebody types; the button does the same without a script
_LIVE = {
    "hx-trigger": "input changed delay:400ms",
    "hx-include": "closest form",
    "hx-vals": '{"preview": "1"}',
    "hx-target": "#drawn",
    "hx-select": "#drawn",
    "hx-swap": "outerHTML",
}


class GuildForm(Refusing, forms.ModelForm):
    """Kept by `guilds.change`, whose rules are not repeated here; `tried` is what would be kept."""

    language = forms.ChoiceField(label=_("Language of the bot"), choices=settings.LANGUAGES)

    class Meta:
        model = Guild
        fields = guilds.FIELDS
        help_texts = {
            "pattern": _("Made of {event}, {series}, {date} and {what}; {event} and {what} are needed."),
            "keep_days": _("Empty: for ever."),
            "bot_name": _("Empty: Lineup."),
            "digest": _(
                "In a channel of its own: what begins, which sign-up closes, last week’s results. Nothing in a week "
                "without news."
            ),
        }

    def __init__(self, *args: Any, path: str, **options: Any) -> None:
        super().__init__(*args, **options)
        plain = {"spellcheck": "false", "autocapitalize": "none"}
        self.fields["pattern"].widget.attrs |= {**plain, **_LIVE, "hx-post": path}

    def _post_clean(self) -> None:
        """The rules are the domain's: nothing is checked, or set on the row, by the form."""
