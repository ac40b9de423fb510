"""The form of what stands in a lesson."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import subtitles
from lineup.domains.courses import items
from lineup.domains.courses.models import Item
from lineup.interfaces.web.courses import filmed
from lineup.interfaces.web.refusing import Refusing

# whose words are markup that a preview can show
MARKDOWN = _("**Bold**, lists, headings and links work as in Markdown.")


class ItemForm(Refusing, forms.Form):
    """A piece of a lesson: the fields of its kind; saved by `items.add` and `items.change`."""

    text = forms.CharField(
        label=_("Text"),
        max_length=items.LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=MARKDOWN,
    )
    file = forms.FileField(label=_("File"), required=False)
    alternative = forms.CharField(
        label=_("What the picture shows"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Read out to who does not see it; needed."),
    )
    url = forms.URLField(
        label=_("Address of the video"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("It opens at its own site, so that nothing is loaded from there before."),
    )
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    caption = forms.CharField(label=_("Caption"), max_length=300, required=False)
    captions = forms.FileField(
        label=_("Captions"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".vtt,text/vtt"}),
        help_text=_("What is said, as WebVTT (a .vtt file, up to 256 KB), for who does not hear it."),
    )
    captions_language = forms.ChoiceField(label=_("Language of the captions"), required=False)

    def __init__(self, *args: Any, kind: str, item: Item | None = None, **kwargs: Any) -> None:
        wanted = _wanted(kind, item)
        kwargs["initial"] = {name: getattr(item, name) for name in wanted if name != "captions"} if item else {}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        for name in [name for name in fields if name not in wanted]:
            del fields[name]
        if "file" in fields:
            fields["file"].label, fields["file"].help_text = _label(kind), _taken(kind)
        if "captions" in fields:
            fields["captions_language"].choices = [("", _("No captions")), *filmed.languages()]

    @property
    def previews(self) -> bool:
        """Whether the button says to show the text first."""
        return self.data.get("then") == "preview"

    def values(self) -> dict[str, Any]:
        """Return what `items.add` and `items.change` take, but the upload. Raises what `subtitles.read` raises."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("file", "captions")}
        sent = self.cleaned_data.get("captions")
        if sent:
            given["captions"] = subtitles.read(sent.read(subtitles.LARGEST_BYTES + 1))
        elif not given.get("captions_language", "-"):
            given["captions"] = ""
        return given


def _wanted(kind: str, item: Item | None) -> set[str]:
    """The fields of its kind: a file for what is new; of a video that is there, those of where it is."""
    wanted = set(items.FIELDS[Item.Kind(kind)])
    if item is None:
        return wanted | ({"file"} if kind != Item.Kind.TEXT else set())
    return wanted - ({"url"} if item.file else {"captions", "captions_language"})


def _label(kind: str) -> Any:
    return {"image": _("Picture"), "video": _("Video")}.get(kind, _("File"))


def _taken(kind: str) -> Any:
    if kind == "video":
        return _("MP4 or WebM, up to %(most)s MB. Or leave it out, and give an address.") % {
            "most": settings.VIDEO_MEGABYTES
        }
    if kind == "image":
        return _("PNG, JPEG, WebP or GIF, up to 5 MB.")
    return _("PDF, picture, plain text or office document, up to 10 MB.")
