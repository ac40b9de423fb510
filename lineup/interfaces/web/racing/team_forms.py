"""The forms of teams, their members, and invitations into them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.domains.racing import team_invitations, team_members, teams
from lineup.domains.racing.catalogue import looking
from lineup.domains.racing.models import Role, Simulator, Team, TeamMember
from lineup.domains.racing.result_files import opening
from lineup.interfaces.web.events.zoned import ZonedField, ZonedForm
from lineup.interfaces.web.refusing import Refusing

GIVEN = [(role.value, role.label) for role in Role if role != Role.OWNER]


class TeamForm(Refusing, forms.Form):
    """What a team says of itself; saved by `teams.create` and `teams.change`."""

    kept_by = forms.ChoiceField(label=_("Team of"), help_text=_("A club’s managers look after its teams."))
    name = forms.CharField(label=_("Name"), max_length=teams.LONGEST["name"])
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=teams.LONGEST["description"],
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    picture = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG, WebP or GIF, up to 5 MB; we keep a square of it."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )
    no_picture = forms.BooleanField(label=_("Remove the logo"), required=False)
    is_public = forms.BooleanField(
        label=_("Everybody may see the team"), required=False, help_text=_("Otherwise its people and its club alone.")
    )
    shows_members = forms.BooleanField(
        label=_("Everybody who sees the team sees who is in it"),
        required=False,
        help_text=_("Otherwise its people and its club alone."),
    )
    simulator = forms.ModelChoiceField(
        label=_("Imported from"), required=False, empty_label="–", queryset=Simulator.objects.none()
    )
    external_id = forms.CharField(
        label=_("Its id in the simulator"), required=False, max_length=teams.LONGEST["external_id"]
    )

    def __init__(
        self, *args: Any, team: Team | None = None, keepers: list[tuple[str, Any]] | None = None, **kwargs: Any
    ) -> None:
        if team is not None:
            kwargs["initial"] = {name: getattr(team, name) for name in teams.FIELDS if name != "logo"}
        super().__init__(*args, **kwargs)
        self.fields["simulator"].queryset = looking.simulators()  # type: ignore[attr-defined]
        if keepers:
            self.fields["kept_by"].choices = keepers  # type: ignore[attr-defined]
        else:
            del self.fields["kept_by"]
        if team is None or not team.logo:
            del self.fields["no_picture"]


class MemberForm(Refusing, ZonedForm):
    """A member's part in the team; saved by `team_members.change`."""

    role = forms.ChoiceField(label=_("Role"), choices=GIVEN)
    can_manage_entries = forms.BooleanField(label=_("Enters races and plans them"), required=False)
    can_invite_members = forms.BooleanField(label=_("Invites people"), required=False)
    can_edit_team = forms.BooleanField(label=_("Changes the team and its members"), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=TeamMember.Status.choices)
    valid_from = ZonedField(label=_("From"), required=False)
    valid_until = ZonedField(label=_("Until"), required=False)

    def __init__(self, sent: Any = None, *, member: TeamMember, zone: str) -> None:
        initial = {name: getattr(member, name) for name in team_members.FIELDS}
        super().__init__(sent, initial={**initial, "time_zone": zone})


class TeamInviteForm(Refusing, forms.Form):
    """Somebody for the team; saved by `team_invitations.invite`."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Comes as"), choices=GIVEN, initial=Role.DRIVER)
    message = forms.CharField(
        label=_("Message"),
        required=False,
        max_length=team_invitations.LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TeamsFileForm(Refusing, forms.Form):
    """A simulator's file that names teams; read by `team_names.read`."""

    file = forms.FileField(
        label=_("File of results"),
        help_text=_("JSON of a race of teams as iRacing writes it, up to 20 MB."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".json,.txt"}),
    )

    @property
    def content(self) -> bytes:
        """The bytes of the file, one more than is allowed where there are more."""
        return bytes(self.cleaned_data["file"].read(opening.LARGEST_BYTES + 1))
