"""Pictures from Discord, fetched afterwards for who asked for theirs: the handler of "discord-picture"."""

from io import BytesIO

import requests
from django.conf import settings

from lineup.core.foundation import clock, pictures
from lineup.core.outbox.models import Message
from lineup.core.people import persons
from lineup.core.people.actors import HOUSE
from lineup.core.people.models import DiscordLink, Person

PATIENCE_SECONDS = 10


def fetch(message: Message) -> None:
    """Make the picture the person's own, unless they unlinked or chose another since.

    Raises what the network raises, to be tried again; a picture that can't be read is given up.
    """
    found = DiscordLink.objects.filter(pk=message.payload["link"], picture=message.payload["picture"]).first()
    person = Person.objects.filter(account=found.account_id).first() if found else None
    if found is None or person is None:
        return
    raw = _read(f"{settings.DISCORD_PICTURES}/avatars/{found.discord_id}/{found.picture}.png?size=512")
    try:
        drawn = pictures.square(BytesIO(raw))
    except pictures.PictureWrong:
        return
    persons.change_profile(person, avatar=drawn, by=HOUSE.as_person(person), at=clock.now())


def _read(url: str) -> bytes:
    with requests.get(url, timeout=PATIENCE_SECONDS, stream=True, allow_redirects=False) as answer:
        answer.raise_for_status()
        return answer.raw.read(pictures.MOST_BYTES + 1, decode_content=True)
