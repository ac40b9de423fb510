"""Every operation of the API. Written by generate.py; don't edit."""

from typing import Any, Literal

from lineup_client import shapes
from lineup_client.transport import Transport


class Operations(Transport):
    """One method for each operation; its name is the operation's id."""

    def events_find(
        self,
        *,
        when: Literal["upcoming", "running", "past"] | None = None,
        q: str | None = None,
        category: str | None = None,
        tag: str | None = None,
        city: str | None = None,
        where: Literal["", "online", "onsite"] | None = None,
        club: str | None = None,
        after: str | None = None,
        before: str | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_EventCard_:
        """Find events.

        Public ones and those of one's clubs: upcoming ones the next first, past ones the last
        first.
        """
        return self._ask(
            "GET",
            "/api/events",
            {},
            {"when": when, "q": q, "category": category, "tag": tag, "city": city, "where": where, "club": club, "after": after, "before": before, "cursor": cursor, "size": size},
        )

    def events_create(
        self,
        body: shapes.NewEvent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.EventShown:
        """Create an event.

        A draft, that nobody else sees until it is published.
        """
        return self._ask("POST", "/api/events", {}, {}, json=body, idempotency_key=idempotency_key)

    def events_managed(
        self,
        *,
        state: Literal["draft", "published", "cancelled", "finished"] | None = None,
        bin: bool | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_EventCard_:
        """List events that I manage.

        One's own and those of one's clubs, drafts too, the newest first.
        """
        return self._ask(
            "GET",
            "/api/managed-events",
            {},
            {"state": state, "bin": bin, "cursor": cursor, "size": size},
        )

    def events_show(self, slug: str) -> shapes.EventShown:
        """Show an event.

        As its page does, for who may see it.
        """
        return self._ask("GET", "/api/events/{slug}", {"slug": slug}, {})

    def events_change(
        self,
        slug: str,
        body: shapes.EventChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.EventShown:
        """Change an event.

        Another time or place is told to everybody who takes part; room that this makes goes to
        the queue.
        """
        return self._ask(
            "PATCH",
            "/api/events/{slug}",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def events_publish(self, slug: str, *, idempotency_key: str | None = None) -> shapes.EventShown:
        """Publish an event.

        From now on it is seen by whom its visibility says.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/publication",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def events_cancel(
        self,
        slug: str,
        body: shapes.ReasonSent | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.EventShown:
        """Cancel an event.

        Everybody who holds a place, waits or asked is told, with the reason.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/cancellation",
            {"slug": slug},
            {},
            json=body or {},
            idempotency_key=idempotency_key,
        )

    def events_finish(
        self,
        slug: str,
        body: shapes.Finishing | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.EventShown:
        """Finish an event.

        Close what has taken place. What has not begun is refused, unless it is said that it is
        ahead.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/completion",
            {"slug": slug},
            {},
            json=body or {},
            idempotency_key=idempotency_key,
        )

    def events_copy(
        self,
        slug: str,
        body: shapes.Copying | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.EventShown:
        """Copy an event.

        A draft like it, moved by whole weeks into the future; without places and files.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/copy",
            {"slug": slug},
            {},
            json=body or {},
            idempotency_key=idempotency_key,
        )

    def events_discard(self, slug: str, *, idempotency_key: str | None = None) -> shapes.EventShown:
        """Put an event into the bin.

        A published one must be cancelled first, so that people are told.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/discard",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def events_restore(self, slug: str, *, idempotency_key: str | None = None) -> shapes.EventShown:
        """Take an event out of the bin.

        As it was.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/restoration",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def events_who_comes(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_Companion_:
        """List who comes.

        Names only, for who manages the event, and where it says so for who comes as well; else
        nobody.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/attendees",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def events_calendar_file(self, slug: str) -> bytes:
        """An event as a calendar file.

        iCalendar with a stable UID; a cancelled event takes itself off the calendars.
        """
        return self._ask("GET", "/api/events/{slug}/calendar", {"slug": slug}, {})

    def repetitions_begin(
        self,
        slug: str,
        body: shapes.NewRepetition,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RepetitionShown:
        """Let an event repeat.

        The days to come are made within moments, three months ahead; each is an event of its
        own, like this one.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/repetition",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def repetitions_change_following(
        self,
        slug: str,
        body: shapes.EventChanged,
        *,
        scope: Literal["following", "all"] | None = None,
        idempotency_key: str | None = None,
    ) -> shapes.EventShown:
        """Change an event and those that follow.

        What changed of this one is changed of the others within moments; the hour moves, the day
        is the rule's.
        """
        return self._ask(
            "PATCH",
            "/api/events/{slug}/following",
            {"slug": slug},
            {"scope": scope},
            json=body,
            idempotency_key=idempotency_key,
        )

    def repetitions_show(self, repetition: str) -> shapes.RepetitionShown:
        """Show what repeats.

        For who may see one of its events.
        """
        return self._ask("GET", "/api/repetitions/{repetition}", {"repetition": repetition}, {})

    def repetitions_days(
        self,
        repetition: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_EventCard_:
        """List its events.

        Those that one may see, past ones too, the first first.
        """
        return self._ask(
            "GET",
            "/api/repetitions/{repetition}/events",
            {"repetition": repetition},
            {"cursor": cursor, "size": size},
        )

    def repetitions_change_rule(
        self,
        repetition: str,
        body: shapes.NewRule,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RepetitionShown:
        """Change the rule.

        Days ahead that it does not want are called off (people are told why), those that are
        missing are made.
        """
        return self._ask(
            "POST",
            "/api/repetitions/{repetition}/rule",
            {"repetition": repetition},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def repetitions_end(
        self,
        repetition: str,
        body: shapes.Ending,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RepetitionShown:
        """Call off the rest.

        What has not begun by that day is called off within moments, and people are told why.
        """
        return self._ask(
            "POST",
            "/api/repetitions/{repetition}/end",
            {"repetition": repetition},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def repetitions_skip(
        self,
        repetition: str,
        body: shapes.Skipping,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RepetitionShown:
        """Skip a day.

        Its event is called off, or never made.
        """
        return self._ask(
            "POST",
            "/api/repetitions/{repetition}/skips",
            {"repetition": repetition},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def repetitions_publish(
        self,
        repetition: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RepetitionShown:
        """Publish all drafts ahead.

        What is made from now on is published too.
        """
        return self._ask(
            "POST",
            "/api/repetitions/{repetition}/publication",
            {"repetition": repetition},
            {},
            idempotency_key=idempotency_key,
        )

    def repetitions_join(
        self,
        repetition: str,
        body: shapes.DaysWanted,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.DaysJoined:
        """Join several days.

        Each by itself, by the rules of `POST /pools/{pool}/places`; questions can be answered
        afterwards.
        """
        return self._ask(
            "POST",
            "/api/repetitions/{repetition}/places",
            {"repetition": repetition},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def embedding_show(self, slug: str) -> shapes.EmbeddingShown:
        """Where an event's sign-up is shown.

        For its organisers.
        """
        return self._ask("GET", "/api/events/{slug}/embedding", {"slug": slug}, {})

    def embedding_say(
        self,
        slug: str,
        body: shapes.EmbeddingSaid,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.EmbeddingShown:
        """Say where an event's sign-up is shown.

        `club` leaves it to the club. The frame is at `/embed/events/{slug}`.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/embedding",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def embedding_show_club(self, slug: str) -> shapes.EmbeddingShown:
        """Where a club's sign-ups are shown.

        For owner and admins.
        """
        return self._ask("GET", "/api/clubs/{slug}/embedding", {"slug": slug}, {})

    def embedding_say_club(
        self,
        slug: str,
        body: shapes.ClubEmbeddingSaid,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.EmbeddingShown:
        """Say where a club's sign-ups are shown.

        It holds for all its events that say nothing else.
        """
        return self._ask(
            "PUT",
            "/api/clubs/{slug}/embedding",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def files_of_event(
        self,
        slug: str,
        *,
        bin: bool | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_FileShown_:
        """List an event's files.

        Those that one may download, by name, all at once; those in the bin page by page, the
        last first.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/files",
            {"slug": slug},
            {"bin": bin, "cursor": cursor, "size": size},
        )

    def files_add(
        self,
        slug: str,
        file: tuple[str, bytes],
        *,
        audience: str | None = None,
        use: str | None = None,
        idempotency_key: str | None = None,
    ) -> shapes.FileShown:
        """Add a file.

        PDF, pictures, plain text or office documents without macros, up to 10 MB; judged by
        their bytes.

        A programme or guide is a PDF, and takes the place of the one before.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/files",
            {"slug": slug},
            {},
            files={"file": file},
            data={"audience": audience, "use": use},
            idempotency_key=idempotency_key,
        )

    def files_download(self, slug: str, file: str) -> bytes:
        """Download a file.

        Always as a download: nothing of it is shown or run in the browser.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/files/{file}/content",
            {"slug": slug, "file": file},
            {},
        )

    def files_discard(
        self,
        slug: str,
        file: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.FileShown:
        """Put a file into the bin.

        Nobody can download it until it is restored.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/files/{file}/discard",
            {"slug": slug, "file": file},
            {},
            idempotency_key=idempotency_key,
        )

    def files_restore(
        self,
        slug: str,
        file: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.FileShown:
        """Take a file out of the bin.

        As it was.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/files/{file}/restoration",
            {"slug": slug, "file": file},
            {},
            idempotency_key=idempotency_key,
        )

    def venues_find(
        self,
        *,
        q: str | None = None,
        bin: bool | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_VenueShown_:
        """List venues.

        Those that one may use and change, by name.
        """
        return self._ask(
            "GET",
            "/api/venues",
            {},
            {"q": q, "bin": bin, "cursor": cursor, "size": size},
        )

    def venues_create(
        self,
        body: shapes.NewVenue,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.VenueShown:
        """Create a venue.

        For events of a club one manages, or one's own.
        """
        return self._ask("POST", "/api/venues", {}, {}, json=body, idempotency_key=idempotency_key)

    def venues_show(self, venue: str) -> shapes.VenueShown:
        """Show a venue.

        One that one may use and change.
        """
        return self._ask("GET", "/api/venues/{venue}", {"venue": venue}, {})

    def venues_change(
        self,
        venue: str,
        body: shapes.VenueChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.VenueShown:
        """Change a venue.

        Its events show and are found under what changed.
        """
        return self._ask(
            "PATCH",
            "/api/venues/{venue}",
            {"venue": venue},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def venues_discard(
        self,
        venue: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.VenueShown:
        """Put a venue into the bin.

        Events that use it keep showing it.
        """
        return self._ask(
            "POST",
            "/api/venues/{venue}/discard",
            {"venue": venue},
            {},
            idempotency_key=idempotency_key,
        )

    def venues_restore(
        self,
        venue: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.VenueShown:
        """Take a venue out of the bin.

        As it was.
        """
        return self._ask(
            "POST",
            "/api/venues/{venue}/restoration",
            {"venue": venue},
            {},
            idempotency_key=idempotency_key,
        )

    def rooms_find(
        self,
        slug: str,
        *,
        bin: bool | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_RoomShown_:
        """List rooms.

        In their order.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/rooms",
            {"slug": slug},
            {"bin": bin, "cursor": cursor, "size": size},
        )

    def rooms_create(
        self,
        slug: str,
        body: shapes.NewRoom,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RoomShown:
        """Add a room.

        After those that are there, unless `position` says otherwise.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/rooms",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def rooms_change(
        self,
        slug: str,
        room: str,
        body: shapes.RoomChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RoomShown:
        """Change a room.

        Sessions that take place there show what changed.
        """
        return self._ask(
            "PATCH",
            "/api/events/{slug}/rooms/{room}",
            {"slug": slug, "room": room},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def rooms_discard(
        self,
        slug: str,
        room: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RoomShown:
        """Put a room into the bin.

        Refused while sessions take place there.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/rooms/{room}/discard",
            {"slug": slug, "room": room},
            {},
            idempotency_key=idempotency_key,
        )

    def rooms_restore(
        self,
        slug: str,
        room: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RoomShown:
        """Take a room out of the bin.

        As it was.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/rooms/{room}/restoration",
            {"slug": slug, "room": room},
            {},
            idempotency_key=idempotency_key,
        )

    def programme_find(
        self,
        slug: str,
        *,
        session_type: Literal["conference", "atelier"] | None = None,
        room: str | None = None,
        bin: bool | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_SessionShown_:
        """List sessions.

        By the time they were planned; each with room, speakers and places.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/sessions",
            {"slug": slug},
            {"session_type": session_type, "room": room, "bin": bin, "cursor": cursor, "size": size},
        )

    def programme_create(
        self,
        slug: str,
        body: shapes.NewSession,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SessionShown:
        """Plan a session.

        An atelier gets a pool of places, joined like any other. A clash is refused by name
        (session_clash).
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/sessions",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def programme_show(self, slug: str, session: str) -> shapes.SessionShown:
        """Show a session.

        Of an event that one sees.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/sessions/{session}",
            {"slug": slug, "session": session},
            {},
        )

    def programme_change(
        self,
        slug: str,
        session: str,
        body: shapes.SessionChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SessionShown:
        """Change a session.

        Another time or room raises `revision`. A clash is refused by name (session_clash).
        """
        return self._ask(
            "PATCH",
            "/api/events/{slug}/sessions/{session}",
            {"slug": slug, "session": session},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def programme_mark(
        self,
        slug: str,
        session: str,
        body: shapes.Mark,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SessionShown:
        """Say where a session stands.

        By hand, until the next of its times comes.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/sessions/{session}/status",
            {"slug": slug, "session": session},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def programme_discard(
        self,
        slug: str,
        session: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SessionShown:
        """Put a session into the bin.

        Refused while people hold or await places in an atelier.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/sessions/{session}/discard",
            {"slug": slug, "session": session},
            {},
            idempotency_key=idempotency_key,
        )

    def programme_restore(
        self,
        slug: str,
        session: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SessionShown:
        """Take a session out of the bin.

        As it was, where it was.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/sessions/{session}/restoration",
            {"slug": slug, "session": session},
            {},
            idempotency_key=idempotency_key,
        )

    def programme_star(
        self,
        slug: str,
        session: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Star a session.

        It stands in one's own programme; once is enough.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/sessions/{session}/star",
            {"slug": slug, "session": session},
            {},
            idempotency_key=idempotency_key,
        )

    def programme_unstar(
        self,
        slug: str,
        session: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Take a star away.

        What has none stays without.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/sessions/{session}/star",
            {"slug": slug, "session": session},
            {},
            idempotency_key=idempotency_key,
        )

    def programme_stars(self, slug: str) -> list[str]:
        """List one's starred sessions.

        Their ids.
        """
        return self._ask("GET", "/api/events/{slug}/stars", {"slug": slug}, {})

    def programme_who_speaks(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_SpeakerShown_:
        """List speakers.

        By name.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/speakers",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def programme_change_speaker(
        self,
        slug: str,
        speaker: str,
        body: shapes.SpeakerChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SpeakerShown:
        """Change a speaker.

        Their name, and what is said about them.
        """
        return self._ask(
            "PATCH",
            "/api/events/{slug}/speakers/{speaker}",
            {"slug": slug, "speaker": speaker},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def programme_remove_speaker(
        self,
        slug: str,
        speaker: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Remove a speaker.

        Refused while they speak in a session; take them off it first.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/speakers/{speaker}",
            {"slug": slug, "speaker": speaker},
            {},
            idempotency_key=idempotency_key,
        )

    def programme_as_calendar(self, slug: str) -> bytes:
        """A programme as a calendar.

        Sessions with times.
        """
        return self._ask("GET", "/api/events/{slug}/programme.ics", {"slug": slug}, {})

    def programme_as_json(self, slug: str) -> dict[str, Any]:
        """A programme as JSON.

        In frab's format, for conference apps.
        """
        return self._ask("GET", "/api/events/{slug}/programme.json", {"slug": slug}, {})

    def programme_as_xml(self, slug: str) -> bytes:
        """A programme as XML.

        In frab's format (pentabarf), for conference apps.
        """
        return self._ask("GET", "/api/events/{slug}/programme.xml", {"slug": slug}, {})

    def qualifications_of_club(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_QualificationShown_:
        """List qualifications of a club.

        For its members, by name.
        """
        return self._ask(
            "GET",
            "/api/clubs/{slug}/qualifications",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def qualifications_create(
        self,
        slug: str,
        body: shapes.NewQualification,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.QualificationShown:
        """Name a qualification.

        For who looks after the club's courses.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/qualifications",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def qualifications_show(self, qualification: str) -> shapes.QualificationShown:
        """Show a qualification.

        For members of its club.
        """
        return self._ask(
            "GET",
            "/api/qualifications/{qualification}",
            {"qualification": qualification},
            {},
        )

    def qualifications_change(
        self,
        qualification: str,
        body: shapes.QualificationChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.QualificationShown:
        """Change a qualification.

        Days of grace and of the reminder hold at once for who holds it already, months do not.
        """
        return self._ask(
            "PATCH",
            "/api/qualifications/{qualification}",
            {"qualification": qualification},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def qualifications_remove(
        self,
        qualification: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Delete a qualification.

        While nobody was granted it and no sign-up asks for it.
        """
        return self._ask(
            "DELETE",
            "/api/qualifications/{qualification}",
            {"qualification": qualification},
            {},
            idempotency_key=idempotency_key,
        )

    def qualifications_held(
        self,
        qualification: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_HoldingShown_:
        """List who was granted a qualification.

        For who looks after the club's courses, the newest first.
        """
        return self._ask(
            "GET",
            "/api/qualifications/{qualification}/holdings",
            {"qualification": qualification},
            {"cursor": cursor, "size": size},
        )

    def qualifications_grant(
        self,
        qualification: str,
        body: shapes.NewHolding,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.HoldingShown:
        """Grant a qualification by hand.

        With a reason, to whoever has the address; they are told.
        """
        return self._ask(
            "POST",
            "/api/qualifications/{qualification}/holdings",
            {"qualification": qualification},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def qualifications_revoke(
        self,
        qualification: str,
        holding: str,
        body: shapes.HoldingRevoked,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.HoldingShown:
        """Revoke a granted qualification.

        Its holder is told why. A second time changes nothing.
        """
        return self._ask(
            "PUT",
            "/api/qualifications/{qualification}/holdings/{holding}/revocation",
            {"qualification": qualification, "holding": holding},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def qualifications_mine(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_HoldingShown_:
        """List my qualifications.

        The newest first.
        """
        return self._ask("GET", "/api/me/qualifications", {}, {"cursor": cursor, "size": size})

    def team_members(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_StaffRoleShown_:
        """List the team.

        Those with a staff role, by when they got it; participants and exhibitors are in pools.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/team",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def team_add(
        self,
        slug: str,
        body: shapes.NewStaffRole,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.StaffRoleShown:
        """Give somebody a role.

        By the organiser or the president; who has the role already keeps it.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/team",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def team_remove(
        self,
        slug: str,
        staff_role: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Take a role away.

        Duties of the role that are ahead go with it; a running one ends.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/team/{staff_role}/removal",
            {"slug": slug, "staff_role": staff_role},
            {},
            idempotency_key=idempotency_key,
        )

    def team_preside(
        self,
        slug: str,
        body: shapes.President,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PresidentShown:
        """Set the president.

        By the organiser, or by the president, who hands it on.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/president",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def team_find(
        self,
        slug: str,
        *,
        room: str | None = None,
        role: Literal["gestionnaire_des_salles", "controlleur_des_badges"] | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_DutyShown_:
        """List duties.

        By time.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/duties",
            {"slug": slug},
            {"room": room, "role": role, "cursor": cursor, "size": size},
        )

    def team_assign(
        self,
        slug: str,
        body: shapes.NewDuty,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.DutyShown:
        """Put somebody on duty.

        One room at a time: refused by the name of the other room and its time
        (on_duty_elsewhere).
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/duties",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def team_move(
        self,
        slug: str,
        duty: str,
        body: shapes.DutyChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.DutyShown:
        """Move a duty.

        To another room or time; one that is over stays as it was.
        """
        return self._ask(
            "PATCH",
            "/api/events/{slug}/duties/{duty}",
            {"slug": slug, "duty": duty},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def team_end(self, slug: str, duty: str, *, idempotency_key: str | None = None) -> None:
        """End a duty.

        A running one ends now, one that is ahead is taken away.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/duties/{duty}/end",
            {"slug": slug, "duty": duty},
            {},
            idempotency_key=idempotency_key,
        )

    def team_mine(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_MyDutyShown_:
        """List my duties.

        Those that run or are ahead, at every event, by time.
        """
        return self._ask("GET", "/api/duties", {}, {"cursor": cursor, "size": size})

    def team_own(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_OwnRoleShown_:
        """List my roles.

        Where one works, at every event, the latest given first; participants and exhibitors have
        places.
        """
        return self._ask("GET", "/api/staff-roles", {}, {"cursor": cursor, "size": size})

    def team_step_down(self, staff_role: str, *, idempotency_key: str | None = None) -> None:
        """Step down.

        From a role of one's own: duties that are ahead go with it; a running one ends.
        """
        return self._ask(
            "POST",
            "/api/staff-roles/{staff_role}/removal",
            {"staff_role": staff_role},
            {},
            idempotency_key=idempotency_key,
        )

    def announcements_find(
        self,
        slug: str,
        *,
        every: bool | None = None,
        bin: bool | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_AnnouncementShown_:
        """List announcements.

        Those that are for who asks, the latest first.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/announcements",
            {"slug": slug},
            {"every": every, "bin": bin, "cursor": cursor, "size": size},
        )

    def announcements_make(
        self,
        slug: str,
        body: shapes.NewAnnouncement,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.AnnouncementShown:
        """Announce something.

        Whom it is for reads it in the event's page, and is told by the channels they chose.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/announcements",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def announcements_change(
        self,
        slug: str,
        announcement: str,
        body: shapes.AnnouncementChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.AnnouncementShown:
        """Change an announcement.

        By its author alone (not_its_author); nobody is told again.
        """
        return self._ask(
            "PATCH",
            "/api/events/{slug}/announcements/{announcement}",
            {"slug": slug, "announcement": announcement},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def announcements_discard(
        self,
        slug: str,
        announcement: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.AnnouncementShown:
        """Put an announcement into the bin.

        By its author alone (not_its_author).
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/announcements/{announcement}/discard",
            {"slug": slug, "announcement": announcement},
            {},
            idempotency_key=idempotency_key,
        )

    def announcements_restore(
        self,
        slug: str,
        announcement: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.AnnouncementShown:
        """Take an announcement out of the bin.

        By its author; another's bin is not found.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/announcements/{announcement}/restoration",
            {"slug": slug, "announcement": announcement},
            {},
            idempotency_key=idempotency_key,
        )

    def badges_find(
        self,
        slug: str,
        *,
        state: Literal["in_use", "new", "revoked"] | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_BadgeShown_:
        """List badges.

        The first made first; for organisers. Codes are not told.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/badges",
            {"slug": slug},
            {"state": state, "cursor": cursor, "size": size},
        )

    def badges_make(self, slug: str, *, idempotency_key: str | None = None) -> shapes.BadgesMade:
        """Make the badges that are missing.

        Of all who have a confirmed place or a role; who has one, or had one that was revoked,
        gets none.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/badges",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def badges_replace(
        self,
        slug: str,
        badge: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.BadgeShown:
        """Give a badge a new code.

        What is printed or shown of it so far opens nothing any more.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/badges/{badge}/replacement",
            {"slug": slug, "badge": badge},
            {},
            idempotency_key=idempotency_key,
        )

    def badges_revoke(
        self,
        slug: str,
        badge: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.BadgeShown:
        """Revoke a badge.

        No code of it opens a door; the place stays.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/badges/{badge}/revocation",
            {"slug": slug, "badge": badge},
            {},
            idempotency_key=idempotency_key,
        )

    def badges_reissue(
        self,
        slug: str,
        badge: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.BadgeShown:
        """Issue a revoked badge again.

        Under a new code.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/badges/{badge}/reissue",
            {"slug": slug, "badge": badge},
            {},
            idempotency_key=idempotency_key,
        )

    def badges_own(self, slug: str, *, idempotency_key: str | None = None) -> shapes.OwnBadge:
        """One's own badge.

        Made the first time; the same from then on.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/badge",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def badges_of_place(self, place: str, *, idempotency_key: str | None = None) -> shapes.OwnBadge:
        """The badge of a place.

        Of a confirmed place of one's own, or of a companion's; made the first time.
        """
        return self._ask(
            "PUT",
            "/api/places/{place}/badge",
            {"place": place},
            {},
            idempotency_key=idempotency_key,
        )

    def badges_list_keys(self, slug: str) -> shapes.Page_KeyShown_:
        """List signing keys.

        The newest, which signs, first.
        """
        return self._ask("GET", "/api/events/{slug}/signing-keys", {"slug": slug}, {})

    def badges_rotate(self, slug: str, *, idempotency_key: str | None = None) -> shapes.KeyShown:
        """Make a new signing key.

        It signs from now on; the one before is believed until it is retired. Two at most are
        valid at once.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/signing-keys",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def badges_retire(
        self,
        slug: str,
        number: int,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.KeyShown:
        """Retire a signing key.

        What it signed opens nothing any more.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/signing-keys/{number}/retirement",
            {"slug": slug, "number": number},
            {},
            idempotency_key=idempotency_key,
        )

    def badge_prints_find(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_PrintShown_:
        """List prints of badges.

        The newest first; each is kept for seven days.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/badge-prints",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def badge_prints_order(
        self,
        slug: str,
        body: shapes.NewPrint,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PrintShown:
        """Print badges.

        By name, set afterwards; who has no badge yet gets theirs. Layouts are named a6, card,
        l7160 and so on.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/badge-prints",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def badge_prints_show(self, slug: str, job: str) -> shapes.PrintShown:
        """Show a print of badges.

        How far it is.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/badge-prints/{job}",
            {"slug": slug, "job": job},
            {},
        )

    def badge_prints_discard(
        self,
        slug: str,
        job: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Delete a print of badges.

        With its file; the badges stay.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/badge-prints/{job}",
            {"slug": slug, "job": job},
            {},
            idempotency_key=idempotency_key,
        )

    def badge_prints_download(self, slug: str, job: str) -> bytes:
        """Download printed badges.

        The PDF, always as a download; names and valid codes are in it.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/badge-prints/{job}/content",
            {"slug": slug, "job": job},
            {},
        )

    def doors_scan(
        self,
        slug: str,
        body: shapes.BadgeScanned,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ScanAnswer:
        """Scan a badge at a door.

        For organisers, and for a controller at the entrance or the room of the slot that runs.

        201 for a scan, also one that says no; 200 for the same `client_id` again, with nothing
        done twice.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/scans",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def doors_find(
        self,
        slug: str,
        *,
        room: str | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_ScanShown_:
        """List what was scanned.

        The latest first. A controller on duty sees their room alone, outside their slot nothing.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/scans",
            {"slug": slug},
            {"room": room, "cursor": cursor, "size": size},
        )

    def doors_figures(self, slug: str, *, room: str | None = None) -> shapes.ScanFigures:
        """Count what was scanned.

        As the list of scans, for whom it is.
        """
        return self._ask("GET", "/api/events/{slug}/scan-figures", {"slug": slug}, {"room": room})

    def doors_conflicts(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_ScanShown_:
        """List conflicts of devices.

        Whom a device without network let in and the house would not have, and who was let in
        twice; for organisers.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/scan-conflicts",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def doors_occupancy(self, slug: str) -> shapes.CountsShown:
        """Count who is where.

        As it is now; for organisers.
        """
        return self._ask("GET", "/api/events/{slug}/occupancy", {"slug": slug}, {})

    def doors_people(self, slug: str, *, q: str | None = None) -> shapes.Page_CandidateShown_:
        """Look somebody up at the door.

        A few whose name has every word of this, nobody for less than two letters; for who scans
        now.
        """
        return self._ask("GET", "/api/events/{slug}/door/people", {"slug": slug}, {"q": q})

    def doors_show(self, slug: str) -> shapes.DoorShown:
        """Show how doors are kept.

        For organisers.
        """
        return self._ask("GET", "/api/events/{slug}/door", {"slug": slug}, {})

    def doors_keep(
        self,
        slug: str,
        body: shapes.DoorKept,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.DoorShown:
        """Say how doors are kept.

        From now on.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/door",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def no_shows_find(
        self,
        slug: str,
        session: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_PlaceShown_:
        """List who did not come to a workshop.

        Those with a place who were not let into its room; for who scans there now.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/sessions/{session}/no-shows",
            {"slug": slug, "session": session},
            {"cursor": cursor, "size": size},
        )

    def no_shows_release(
        self,
        slug: str,
        session: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ReleasedNow:
        """Give on the places of who did not come.

        Once the workshop has begun; who is next in line moves up, and has five minutes to come.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/sessions/{session}/no-shows/release",
            {"slug": slug, "session": session},
            {},
            idempotency_key=idempotency_key,
        )

    def no_shows_released(
        self,
        slug: str,
        session: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_PlaceShown_:
        """List places that were given on.

        Those that can still be brought back, for ten minutes.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/sessions/{session}/released-places",
            {"slug": slug, "session": session},
            {"cursor": cursor, "size": size},
        )

    def no_shows_undo(
        self,
        slug: str,
        session: str,
        place: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceShown:
        """Bring a place back.

        To who had it; who was let in meanwhile keeps theirs, and it is waited for, in the old
        order.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/sessions/{session}/released-places/{place}/undo",
            {"slug": slug, "session": session, "place": place},
            {},
            idempotency_key=idempotency_key,
        )

    def devices_find(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_DeviceShown_:
        """List the phones that scan.

        The latest first; for organisers.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/devices",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def devices_make(
        self,
        slug: str,
        body: shapes.NewDevice,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.DeviceMade:
        """Let a phone scan.

        It scans for whoever opens its link on it.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/devices",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def devices_revoke(
        self,
        slug: str,
        device: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.DeviceShown:
        """Revoke a phone.

        It scans no more, and forgets what it holds as soon as it has network.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/devices/{device}/revocation",
            {"slug": slug, "device": device},
            {},
            idempotency_key=idempotency_key,
        )

    def session_access_find(
        self,
        slug: str,
        session: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_AccessShown_:
        """List who has access to an atelier.

        Who holds a place there, in the order in which they joined; a conference has none.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/sessions/{session}/access",
            {"slug": slug, "session": session},
            {"cursor": cursor, "size": size},
        )

    def session_access_mark(
        self,
        slug: str,
        session: str,
        body: shapes.AccessMark,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.FeeOutcome:
        """Mark access to an atelier.

        As paid, free or pending; `act` takes it back by POST /events/{slug}/fee-
        marks/{act}/undo, within ten minutes.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/sessions/{session}/access-marks",
            {"slug": slug, "session": session},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def session_access_receipts(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_ReceiptShown_:
        """List what was paid for ateliers.

        The last first.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/receipts",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def session_access_totals(self, slug: str) -> shapes.Page_SessionTotalShown_:
        """Add up what ateliers brought.

        For each atelier and currency.
        """
        return self._ask("GET", "/api/events/{slug}/receipt-totals", {"slug": slug}, {})

    def session_questions_find(
        self,
        slug: str,
        session: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_SessionQuestionShown_:
        """List the questions of a session.

        The most wanted first, what is answered last; for who takes part, and who keeps the
        session.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/sessions/{session}/questions",
            {"slug": slug, "session": session},
            {"cursor": cursor, "size": size},
        )

    def session_questions_ask(
        self,
        slug: str,
        session: str,
        body: shapes.NewSessionQuestion,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SessionQuestionShown:
        """Ask a question.

        The same words sent twice are one question.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/sessions/{session}/questions",
            {"slug": slug, "session": session},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def session_questions_remove(
        self,
        slug: str,
        session: str,
        question: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Take a question back.

        One's own.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/sessions/{session}/questions/{question}",
            {"slug": slug, "session": session, "question": question},
            {},
            idempotency_key=idempotency_key,
        )

    def session_questions_vote(
        self,
        slug: str,
        session: str,
        question: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SessionQuestionShown:
        """Vote for a question.

        Once is enough.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/sessions/{session}/questions/{question}/vote",
            {"slug": slug, "session": session, "question": question},
            {},
            idempotency_key=idempotency_key,
        )

    def session_questions_unvote(
        self,
        slug: str,
        session: str,
        question: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SessionQuestionShown:
        """Take a vote away.

        Without one nothing changes.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/sessions/{session}/questions/{question}/vote",
            {"slug": slug, "session": session, "question": question},
            {},
            idempotency_key=idempotency_key,
        )

    def session_questions_answer(
        self,
        slug: str,
        session: str,
        question: str,
        body: shapes.Answer,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SessionQuestionShown:
        """Answer a question.

        In writing, or (empty) as answered in the room; for organisers and speakers.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/sessions/{session}/questions/{question}/answer",
            {"slug": slug, "session": session, "question": question},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def session_questions_reopen(
        self,
        slug: str,
        session: str,
        question: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SessionQuestionShown:
        """Make a question open again.

        What was written as its answer goes.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/sessions/{session}/questions/{question}/answer",
            {"slug": slug, "session": session, "question": question},
            {},
            idempotency_key=idempotency_key,
        )

    def session_questions_hide(
        self,
        slug: str,
        session: str,
        question: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SessionQuestionShown:
        """Hide a question.

        From all but those who keep the session.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/sessions/{session}/questions/{question}/hiding",
            {"slug": slug, "session": session, "question": question},
            {},
            idempotency_key=idempotency_key,
        )

    def session_questions_unhide(
        self,
        slug: str,
        session: str,
        question: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SessionQuestionShown:
        """Show a hidden question again.

        To all who take part.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/sessions/{session}/questions/{question}/showing",
            {"slug": slug, "session": session, "question": question},
            {},
            idempotency_key=idempotency_key,
        )

    def session_questions_pulse(self, key: str) -> shapes.Pulse:
        """Ask whether questions changed.

        By the key in the page of a session's questions; may be asked once a second, and costs
        next to nothing.
        """
        return self._ask("GET", "/api/question-pulses/{key}", {"key": key}, {})

    def booths_own(self, slug: str) -> shapes.BoothShown:
        """Show my booth.

        For who exhibits at the event; to others there is none.
        """
        return self._ask("GET", "/api/events/{slug}/booth", {"slug": slug}, {})

    def booths_rename(
        self,
        slug: str,
        body: shapes.BoothChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.BoothShown:
        """Rename my booth.

        Visitors find it by this name among those who scanned their badge.
        """
        return self._ask(
            "PATCH",
            "/api/events/{slug}/booth",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def booths_set_plan(
        self,
        slug: str,
        file: tuple[str, bytes],
        *,
        idempotency_key: str | None = None,
    ) -> shapes.BoothShown:
        """Keep my floor plan.

        A PDF of up to 10 MB, judged by its bytes, in place of the one before.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/booth/plan",
            {"slug": slug},
            {},
            files={"file": file},
            data={},
            idempotency_key=idempotency_key,
        )

    def booths_remove_plan(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.BoothShown:
        """Take my floor plan away.

        Where there is none, nothing changes.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/booth/plan",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def booths_plan(self, slug: str) -> bytes:
        """Download my floor plan.

        Always as a download.
        """
        return self._ask("GET", "/api/events/{slug}/booth/plan", {"slug": slug}, {})

    def booths_scan(
        self,
        slug: str,
        body: shapes.Code,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.VisitShown:
        """Scan a badge at my booth.

        201 for the first visit of a day, 200 for the same visit again. Of the visitor comes what
        they share.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/booth/scans",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def booths_find(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_VisitShown_:
        """List who came to my booth.

        Those who share something, the last first; `total_visits` of the booth counts all.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/booth/scans",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def booths_note(
        self,
        slug: str,
        scan: str,
        body: shapes.Notes,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.VisitShown:
        """Note something on a visit.

        Refused (nothing_shared) of somebody who shares nothing.
        """
        return self._ask(
            "PATCH",
            "/api/events/{slug}/booth/scans/{scan}",
            {"slug": slug, "scan": scan},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def booths_remove(self, slug: str, scan: str, *, idempotency_key: str | None = None) -> None:
        """Take a scan back.

        One made by mistake.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/booth/scans/{scan}",
            {"slug": slug, "scan": scan},
            {},
            idempotency_key=idempotency_key,
        )

    def booths_open_places(
        self,
        slug: str,
        body: shapes.ExhibitorPlaces,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PoolShown:
        """Open places for exhibitors.

        A pool of role `exposant`, once in an event; people are added or invited to it.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/exhibitor-places",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def booths_exhibitors(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_ExhibitorShown_:
        """List who exhibits.

        By name, with the number of visits; whom they scanned is theirs alone.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/exhibitors",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def booths_rename_of(
        self,
        slug: str,
        person: str,
        body: shapes.BoothChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.BoothShown:
        """Rename a booth.

        As its exhibitor may.
        """
        return self._ask(
            "PATCH",
            "/api/events/{slug}/exhibitors/{person}",
            {"slug": slug, "person": person},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def booths_set_plan_of(
        self,
        slug: str,
        person: str,
        file: tuple[str, bytes],
        *,
        idempotency_key: str | None = None,
    ) -> shapes.BoothShown:
        """Keep the floor plan of a booth.

        As its exhibitor may.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/exhibitors/{person}/plan",
            {"slug": slug, "person": person},
            {},
            files={"file": file},
            data={},
            idempotency_key=idempotency_key,
        )

    def booths_plan_of(self, slug: str, person: str) -> bytes:
        """Download the floor plan of a booth.

        Always as a download.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/exhibitors/{person}/plan",
            {"slug": slug, "person": person},
            {},
        )

    def booths_stands(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_StandShown_:
        """List booths.

        By name; those that have one, for who takes part in the event.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/booths",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def booths_stand_plan(self, slug: str, booth: str) -> bytes:
        """Download a floor plan.

        Always as a download.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/booths/{booth}/plan",
            {"slug": slug, "booth": booth},
            {},
        )

    def booths_shares(self, slug: str) -> shapes.SharesShown:
        """Show what exhibitors may know of me.

        Each who scans my badge, unless I told them something else.
        """
        return self._ask("GET", "/api/events/{slug}/sharing", {"slug": slug}, {})

    def booths_share(
        self,
        slug: str,
        body: shapes.Shares,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SharesShown:
        """Say what exhibitors may know of me.

        From now on, and no more than this; an empty list is nothing.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/sharing",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def booths_scanners(self, slug: str) -> shapes.Page_ScannerShown_:
        """List who scanned my badge.

        The last first.
        """
        return self._ask("GET", "/api/events/{slug}/sharing/booths", {"slug": slug}, {})

    def booths_share_with(
        self,
        slug: str,
        booth: str,
        body: shapes.Shares,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ScannerShown:
        """Say what one booth may know of me.

        One that scanned my badge. With nothing, what it noted about me is deleted.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/sharing/booths/{booth}",
            {"slug": slug, "booth": booth},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def booths_withdraw(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SharesShown:
        """Share nothing with anybody.

        With no booth of the event, those included that were told something before.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/sharing/withdrawal",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def simulators_find(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_SimulatorShown_:
        """List simulators.

        Those that can be chosen, by name.
        """
        return self._ask("GET", "/api/racing/simulators", {}, {"cursor": cursor, "size": size})

    def simulators_cars(
        self,
        slug: str,
        *,
        q: str | None = None,
        car_class: str | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_CarShown_:
        """List cars.

        Those of the simulator, with the classes they are in.
        """
        return self._ask(
            "GET",
            "/api/racing/simulators/{slug}/cars",
            {"slug": slug},
            {"q": q, "car_class": car_class, "cursor": cursor, "size": size},
        )

    def simulators_tracks(
        self,
        slug: str,
        *,
        q: str | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_TrackShown_:
        """List tracks.

        Those of the simulator, with their layouts.
        """
        return self._ask(
            "GET",
            "/api/racing/simulators/{slug}/tracks",
            {"slug": slug},
            {"q": q, "cursor": cursor, "size": size},
        )

    def simulators_classes(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_ClassShown_:
        """List classes.

        Those of the simulator, by name.
        """
        return self._ask(
            "GET",
            "/api/racing/simulators/{slug}/classes",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def simulators_licences(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_LicenceShown_:
        """List licences.

        The ladder of the simulator, from the lowest up.
        """
        return self._ask(
            "GET",
            "/api/racing/simulators/{slug}/licences",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def drivers_recommended(self) -> list[shapes.RecommendedRace]:
        """List races that suit me.

        At most twelve of the next three months, in one's simulators, the best first; none
        without a profile.
        """
        return self._ask("GET", "/api/me/recommended-races", {}, {})

    def drivers_find(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_DriverProfileShown_:
        """List my driver profiles.

        One's own, by simulator.
        """
        return self._ask("GET", "/api/me/driver-profiles", {}, {"cursor": cursor, "size": size})

    def drivers_create(
        self,
        body: shapes.NewDriverProfile,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.DriverProfileShown:
        """Add a driver profile.

        One that results know already, and nobody claimed, becomes yours.
        """
        return self._ask(
            "POST",
            "/api/me/driver-profiles",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def drivers_change(
        self,
        profile: str,
        body: shapes.DriverProfileChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.DriverProfileShown:
        """Change a driver profile.

        Name, id, and whether everybody may see it.
        """
        return self._ask(
            "PATCH",
            "/api/me/driver-profiles/{profile}",
            {"profile": profile},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def drivers_remove(self, profile: str, *, idempotency_key: str | None = None) -> None:
        """Remove a driver profile.

        With its ratings and laps, for good.
        """
        return self._ask(
            "DELETE",
            "/api/me/driver-profiles/{profile}",
            {"profile": profile},
            {},
            idempotency_key=idempotency_key,
        )

    def drivers_owned(self, profile: str) -> shapes.Owned:
        """Read what I own in a simulator.

        As one said; of what is sold there.
        """
        return self._ask(
            "GET",
            "/api/me/driver-profiles/{profile}/ownership",
            {"profile": profile},
            {},
        )

    def drivers_own(
        self,
        profile: str,
        body: shapes.Owned,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Owned:
        """Say what I own in a simulator.

        These, and no others. Pages of races tell then what one lacks.
        """
        return self._ask(
            "PUT",
            "/api/me/driver-profiles/{profile}/ownership",
            {"profile": profile},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def drivers_rate(
        self,
        profile: str,
        body: shapes.NewRating,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RatingShown:
        """Note a rating.

        What stood before stays in the history.
        """
        return self._ask(
            "POST",
            "/api/me/driver-profiles/{profile}/ratings",
            {"profile": profile},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def drivers_lap(
        self,
        profile: str,
        body: shapes.NewLap,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.LapShown:
        """Note a lap.

        Track and car are of the simulator of the profile.
        """
        return self._ask(
            "POST",
            "/api/me/driver-profiles/{profile}/laps",
            {"profile": profile},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def drivers_remove_lap(
        self,
        profile: str,
        lap: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Remove a lap.

        One that was noted wrongly; stint plans reckon with the quickest.
        """
        return self._ask(
            "DELETE",
            "/api/me/driver-profiles/{profile}/laps/{lap}",
            {"profile": profile, "lap": lap},
            {},
            idempotency_key=idempotency_key,
        )

    def drivers_show(self, profile: str) -> shapes.DriverShown:
        """Show a driver.

        One's own profile, or one that everybody may see.
        """
        return self._ask("GET", "/api/racing/drivers/{profile}", {"profile": profile}, {})

    def drivers_history(
        self,
        profile: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_RatingShown_:
        """List the ratings of a driver.

        The newest first.
        """
        return self._ask(
            "GET",
            "/api/racing/drivers/{profile}/ratings",
            {"profile": profile},
            {"cursor": cursor, "size": size},
        )

    def drivers_driven(
        self,
        profile: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_LapShown_:
        """List laps of a driver.

        The newest first.
        """
        return self._ask(
            "GET",
            "/api/racing/drivers/{profile}/laps",
            {"profile": profile},
            {"cursor": cursor, "size": size},
        )

    def races_show(self, slug: str) -> shapes.RaceShown:
        """Show the race of an event.

        Where, how long, by which rules, and what is asked of who drives.
        """
        return self._ask("GET", "/api/events/{slug}/race", {"slug": slug}, {})

    def races_create(
        self,
        slug: str,
        body: shapes.NewRace,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RaceShown:
        """Make an event a race.

        Drivers sign up in its pool; classes and slots are added then.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def races_change(
        self,
        slug: str,
        body: shapes.RaceChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RaceShown:
        """Change the race of an event.

        Rules, requirements, pit data; the simulator stays.
        """
        return self._ask(
            "PATCH",
            "/api/events/{slug}/race",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def races_remove(self, slug: str, *, idempotency_key: str | None = None) -> None:
        """Take the race off an event.

        Put on by mistake: refused as soon as anybody signed up, entered or had results. The
        event stays.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/race",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def races_classes(self, slug: str) -> shapes.Page_RaceClassShown_:
        """List race classes.

        In their order, with how many have entered.
        """
        return self._ask("GET", "/api/events/{slug}/race/classes", {"slug": slug}, {})

    def races_add_class(
        self,
        slug: str,
        body: shapes.NewRaceClass,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RaceClassShown:
        """Add a class to a race.

        With room for so many entries.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/classes",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def races_change_class(
        self,
        slug: str,
        race_class: str,
        body: shapes.ClassEntries,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RaceClassShown:
        """Change how many may enter in a class.

        Never below what has entered.
        """
        return self._ask(
            "PATCH",
            "/api/events/{slug}/race/classes/{race_class}",
            {"slug": slug, "race_class": race_class},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def races_remove_class(
        self,
        slug: str,
        race_class: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Remove a class from a race.

        Refused once somebody entered in it.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/race/classes/{race_class}",
            {"slug": slug, "race_class": race_class},
            {},
            idempotency_key=idempotency_key,
        )

    def races_cars(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_CarShown_:
        """List cars of a race.

        Those of its classes, or of the whole simulator where it has none.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/race/cars",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def races_find_slots(self, slug: str) -> shapes.Page_SlotShown_:
        """List race slots.

        By time.
        """
        return self._ask("GET", "/api/events/{slug}/race/slots", {"slug": slug}, {})

    def races_add_slot(
        self,
        slug: str,
        body: shapes.NewSlot,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SlotShown:
        """Add a slot to a race.

        A time at which it is run.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/slots",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def races_change_slot(
        self,
        slug: str,
        slot: str,
        body: shapes.SlotChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SlotShown:
        """Change a slot of a race.

        Who chose it keeps it; its times stay once somebody entered in it.
        """
        return self._ask(
            "PATCH",
            "/api/events/{slug}/race/slots/{slot}",
            {"slug": slug, "slot": slot},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def races_remove_slot(
        self,
        slug: str,
        slot: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Remove a slot from a race.

        Who chose it keeps the others they chose.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/race/slots/{slot}",
            {"slug": slug, "slot": slot},
            {},
            idempotency_key=idempotency_key,
        )

    def races_sessions(self, slug: str) -> shapes.Page_RacePart_:
        """List race sessions.

        One after the other.
        """
        return self._ask("GET", "/api/events/{slug}/race/sessions", {"slug": slug}, {})

    def races_set_sessions(
        self,
        slug: str,
        body: shapes.RaceParts,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Page_RacePart_:
        """Set the sessions of a race.

        All of them, in their order.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/race/sessions",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def races_weather(self, slug: str) -> shapes.Page_Forecast_:
        """List the forecast.

        By minutes into the race.
        """
        return self._ask("GET", "/api/events/{slug}/race/weather", {"slug": slug}, {})

    def races_set_weather(
        self,
        slug: str,
        body: shapes.Forecasts,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Page_Forecast_:
        """Set the forecast of a race.

        All of it.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/race/weather",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_proposals_find(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_ProposalShown_:
        """List proposals of teams.

        The newest first, for organisers.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/race/proposals",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def race_proposals_order(
        self,
        slug: str,
        body: shapes.ProposalWanted,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ProposalShown:
        """Have teams searched for.

        They are there in some seconds: ask for the proposal until it is no longer `waiting` or
        `running`.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/proposals",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_proposals_show(self, slug: str, proposal: str) -> shapes.WholeProposal:
        """Show a proposal of teams.

        With what explains each team.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/race/proposals/{proposal}",
            {"slug": slug, "proposal": proposal},
            {},
        )

    def race_proposals_remove(
        self,
        slug: str,
        proposal: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Delete a proposal of teams.

        Entries that came of it stay.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/race/proposals/{proposal}",
            {"slug": slug, "proposal": proposal},
            {},
            idempotency_key=idempotency_key,
        )

    def race_proposals_cancel(
        self,
        slug: str,
        proposal: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ProposalShown:
        """End a search for teams.

        With the best so far; nothing for one that has ended.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/proposals/{proposal}/cancellation",
            {"slug": slug, "proposal": proposal},
            {},
            idempotency_key=idempotency_key,
        )

    def race_proposals_again(
        self,
        slug: str,
        proposal: str,
        body: shapes.SearchedAgain,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ProposalShown:
        """Search for teams again.

        Another proposal with all that was asked, in which locked teams and people stay.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/proposals/{proposal}/repetitions",
            {"slug": slug, "proposal": proposal},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_proposals_move(
        self,
        slug: str,
        proposal: str,
        seat: str,
        body: shapes.SeatMoved,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WholeProposal:
        """Move somebody in a proposal.

        The answer has the measures as they are then.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/proposals/{proposal}/seats/{seat}/move",
            {"slug": slug, "proposal": proposal, "seat": seat},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_proposals_lock_seat(
        self,
        slug: str,
        proposal: str,
        seat: str,
        body: shapes.Locked,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ProposedSeatShown:
        """Lock somebody into their team.

        They stay there when it is searched again; or no longer.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/race/proposals/{proposal}/seats/{seat}/lock",
            {"slug": slug, "proposal": proposal, "seat": seat},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_proposals_lock_team(
        self,
        slug: str,
        proposal: str,
        team: str,
        body: shapes.Locked,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WholeProposal:
        """Lock a proposed team.

        It keeps its people, slot and car when it is searched again; or no longer.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/race/proposals/{proposal}/teams/{team}/lock",
            {"slug": slug, "proposal": proposal, "team": team},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_proposals_change_team(
        self,
        slug: str,
        proposal: str,
        team: str,
        body: shapes.ProposedTeamSaid,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WholeProposal:
        """Change a proposed team.

        Its name, slot and car.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/race/proposals/{proposal}/teams/{team}",
            {"slug": slug, "proposal": proposal, "team": team},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_proposals_tie(
        self,
        slug: str,
        proposal: str,
        body: shapes.TieWanted,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WholeProposal:
        """Wish for company in a proposal.

        Measured at once, kept to when it is searched again.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/proposals/{proposal}/ties",
            {"slug": slug, "proposal": proposal},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_proposals_untie(
        self,
        slug: str,
        proposal: str,
        tie: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Take a wish for company away.

        Of a proposal that is ready.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/race/proposals/{proposal}/ties/{tie}",
            {"slug": slug, "proposal": proposal, "tie": tie},
            {},
            idempotency_key=idempotency_key,
        )

    def race_proposals_publish(
        self,
        slug: str,
        proposal: str,
        *,
        idempotency_key: str | None = None,
    ) -> list[shapes.RaceEntryShown]:
        """Publish a proposal of teams.

        Its teams are entered and confirmed in one step, or none is; a second time the same
        entries.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/proposals/{proposal}/publication",
            {"slug": slug, "proposal": proposal},
            {},
            idempotency_key=idempotency_key,
        )

    def race_control_find(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_RaceNoticeShown_:
        """List what race control said.

        The latest first, for everybody who sees the event.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/race/control",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def race_control_say(
        self,
        slug: str,
        body: shapes.NewRaceNotice,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RaceNoticeShown:
        """Say something as race control.

        Who sits in an entry is told, and the channel of the race at Discord. The same within a
        minute is said once.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/control",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def telemetry_order(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_CarStandingShown_:
        """Race order.

        The order of a race that runs, as its timing tool last told it; for everybody who sees
        the event.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/race/leaderboard",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def telemetry_show(self, slug: str) -> shapes.TelemetryKeyShown:
        """Show where a timing tool tells of a race.

        For who organises it; there is nothing until a key was made.
        """
        return self._ask("GET", "/api/events/{slug}/race/telemetry", {"slug": slug}, {})

    def telemetry_make(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TelemetryKeyMade:
        """Let a timing tool tell of a race.

        The secret is in this answer and nowhere else.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/telemetry",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def telemetry_revoke(self, slug: str, *, idempotency_key: str | None = None) -> None:
        """Listen to the timing tool of a race no more.

        What was told stays.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/race/telemetry",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def telemetry_rotate(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TelemetryKeyMade:
        """Make a new secret for a timing tool.

        The one before holds no more from now on. The secret is in this answer and nowhere else.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/telemetry/secret",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def telemetry_hear(
        self,
        key: str,
        body: shapes.TelemetryTold,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TelemetryHeard:
        """Tell what happens in a race.

        For timing tools: the headers `webhook-id`, `webhook-timestamp`, `webhook-signature` of
        Standard Webhooks 1.0.

        The signature is over the body as it is sent, at most five minutes old. A message that
        comes again, or is older than
        the newest, changes nothing and says so. At most 120 messages a minute and 64 KB each.
        """
        return self._ask(
            "POST",
            "/api/telemetry/{key}",
            {"key": key},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def car_restrictions_find(self, slug: str) -> shapes.Page_CarRestrictionShown_:
        """List cars held back in a race.

        For everybody who sees the event, by name.
        """
        return self._ask("GET", "/api/events/{slug}/race/car-restrictions", {"slug": slug}, {})

    def car_restrictions_put(
        self,
        slug: str,
        car: str,
        body: shapes.CarRestrictionPut,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CarRestrictionShown:
        """Hold a car back in a race.

        All of it anew: what is left out is as the simulator has it.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/race/car-restrictions/{car}",
            {"slug": slug, "car": car},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def car_restrictions_lift(
        self,
        slug: str,
        car: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Let a car race as it is.

        As the simulator has it.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/race/car-restrictions/{car}",
            {"slug": slug, "car": car},
            {},
            idempotency_key=idempotency_key,
        )

    def race_results_find(self, slug: str) -> shapes.Page_RaceResultsShown_:
        """List results of a race.

        One a session, the race first.
        """
        return self._ask("GET", "/api/events/{slug}/race/results", {"slug": slug}, {})

    def race_results_read(
        self,
        slug: str,
        file: tuple[str, bytes],
        *,
        kind: str | None = None,
        number: str | None = None,
        idempotency_key: str | None = None,
    ) -> shapes.RaceResultsShown:
        """Read results out of a file.

        JSON of Assetto Corsa Competizione or iRacing, up to 20 MB: a draft, in place of the one
        before.

        The same file again changes nothing.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/results",
            {"slug": slug},
            {},
            files={"file": file},
            data={"kind": kind, "number": number},
            idempotency_key=idempotency_key,
        )

    def race_results_show(self, slug: str, result_set: str) -> shapes.RaceResultsShown:
        """Show results of a session.

        What was run, and from when everybody sees it.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/race/results/{result_set}",
            {"slug": slug, "result_set": result_set},
            {},
        )

    def race_results_remove(
        self,
        slug: str,
        result_set: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Delete a draft of results.

        Published ones are taken back first.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/race/results/{result_set}",
            {"slug": slug, "result_set": result_set},
            {},
            idempotency_key=idempotency_key,
        )

    def race_results_publish(
        self,
        slug: str,
        result_set: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RaceResultsShown:
        """Publish results.

        For everybody who sees the event; entries that ran have raced from now on.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/results/{result_set}/publication",
            {"slug": slug, "result_set": result_set},
            {},
            idempotency_key=idempotency_key,
        )

    def race_results_take_back(
        self,
        slug: str,
        result_set: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RaceResultsShown:
        """Take results back.

        They are a draft again; entries stay where they are.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/race/results/{result_set}/publication",
            {"slug": slug, "result_set": result_set},
            {},
            idempotency_key=idempotency_key,
        )

    def race_results_lines(self, slug: str, result_set: str) -> shapes.Page_ResultLineShown_:
        """List cars in results.

        From the first to the last, with gaps; at most a hundred.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/race/results/{result_set}/lines",
            {"slug": slug, "result_set": result_set},
            {},
        )

    def race_results_correct(
        self,
        slug: str,
        result_set: str,
        line: str,
        body: shapes.ResultCorrected,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ResultLineShown:
        """Correct a result.

        How it ended, a penalty with its reason, which entry it is.
        """
        return self._ask(
            "PATCH",
            "/api/events/{slug}/race/results/{result_set}/lines/{line}",
            {"slug": slug, "result_set": result_set, "line": line},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_results_laps(
        self,
        slug: str,
        result_set: str,
        line: str,
    ) -> shapes.Page_ResultLapShown_:
        """List the laps of a car in results.

        All of them, none where the file had none.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/race/results/{result_set}/lines/{line}/laps",
            {"slug": slug, "result_set": result_set, "line": line},
            {},
        )

    def race_series_of_club(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_SeriesShown_:
        """List series of a club.

        Those that one may see, by name.
        """
        return self._ask(
            "GET",
            "/api/clubs/{slug}/series",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def race_series_create(
        self,
        slug: str,
        body: shapes.NewSeries,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SeriesShown:
        """Make a series.

        For who manages the events of the club.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/series",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_series_show(self, series_id: str) -> shapes.SeriesShown:
        """Show a series.

        What counts in it.
        """
        return self._ask("GET", "/api/racing/series/{series_id}", {"series_id": series_id}, {})

    def race_series_change(
        self,
        series_id: str,
        body: shapes.SeriesChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SeriesShown:
        """Change a series.

        Standings follow at once.
        """
        return self._ask(
            "PATCH",
            "/api/racing/series/{series_id}",
            {"series_id": series_id},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_series_remove(self, series_id: str, *, idempotency_key: str | None = None) -> None:
        """Delete a series.

        Its races and their results stay.
        """
        return self._ask(
            "DELETE",
            "/api/racing/series/{series_id}",
            {"series_id": series_id},
            {},
            idempotency_key=idempotency_key,
        )

    def race_series_rounds(self, series_id: str) -> shapes.Page_SeriesRoundShown_:
        """List rounds of a series.

        In their order.
        """
        return self._ask(
            "GET",
            "/api/racing/series/{series_id}/rounds",
            {"series_id": series_id},
            {},
        )

    def race_series_set_rounds(
        self,
        series_id: str,
        body: shapes.SeriesRounds,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Page_SeriesRoundShown_:
        """Set the rounds of a series.

        All of them, in their order: races of the club that all who see the series may see.
        """
        return self._ask(
            "PUT",
            "/api/racing/series/{series_id}/rounds",
            {"series_id": series_id},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_series_standings(self, series_id: str) -> shapes.Page_SeriesStandingShown_:
        """List standings of a series.

        By class, out of the published results of its races.
        """
        return self._ask(
            "GET",
            "/api/racing/series/{series_id}/standings",
            {"series_id": series_id},
            {},
        )

    def race_series_adjustments(
        self,
        series_id: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_PointsAdjustmentShown_:
        """List points given or taken off in a series.

        The oldest first.
        """
        return self._ask(
            "GET",
            "/api/racing/series/{series_id}/adjustments",
            {"series_id": series_id},
            {"cursor": cursor, "size": size},
        )

    def race_series_adjust(
        self,
        series_id: str,
        body: shapes.NewPointsAdjustment,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PointsAdjustmentShown:
        """Give points in a series, or take them off.

        Standings follow at once, and show the reason.
        """
        return self._ask(
            "POST",
            "/api/racing/series/{series_id}/adjustments",
            {"series_id": series_id},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_series_take_back(
        self,
        series_id: str,
        adjustment: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Take back points given or taken off.

        They count no more.
        """
        return self._ask(
            "DELETE",
            "/api/racing/series/{series_id}/adjustments/{adjustment}",
            {"series_id": series_id, "adjustment": adjustment},
            {},
            idempotency_key=idempotency_key,
        )

    def race_signups_show(self, slug: str) -> shapes.SignupShown:
        """Show my sign-up to a race.

        Where one stands, and what one said.
        """
        return self._ask("GET", "/api/events/{slug}/race/sign-up", {"slug": slug}, {})

    def race_signups_sign_up(
        self,
        slug: str,
        body: shapes.SignupSaid,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SignupShown:
        """Sign up to a race.

        Who signed up already changes what they said.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/race/sign-up",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_signups_interest(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.SignupShown:
        """Say that one is interested.

        Without taking a place.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/sign-up/interest",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def race_signups_withdraw(self, slug: str, *, idempotency_key: str | None = None) -> None:
        """Withdraw from a race.

        What was said stays for who comes back.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/sign-up/withdrawal",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def race_signups_find(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_SignupShown_:
        """List sign-ups to a race.

        For organisers, by when they were made.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/race/sign-ups",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def stint_plans_find(
        self,
        slug: str,
        entry: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_StintPlanShown_:
        """List the stint plans of an entry.

        The newest first, for those in the entry, who looks after it, and organisers.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/race/entries/{entry}/stint-plans",
            {"slug": slug, "entry": entry},
            {"cursor": cursor, "size": size},
        )

    def stint_plans_propose(
        self,
        slug: str,
        entry: str,
        body: shapes.StintPlanWanted,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.StintPlanShown:
        """Have a stint plan searched for.

        It is there in some seconds: ask for the version until it is no longer `searching`.

        It begins anew and keeps to every rule; a repetition heeds what was accepted of its plan.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/entries/{entry}/stint-plans",
            {"slug": slug, "entry": entry},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def stint_plans_show(self, slug: str, entry: str, version: int) -> shapes.WholeStintPlan:
        """Show a stint plan.

        With its stints, what it breaks, and if there is none, why.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/race/entries/{entry}/stint-plans/{version}",
            {"slug": slug, "entry": entry, "version": version},
            {},
        )

    def stint_plans_again(
        self,
        slug: str,
        entry: str,
        version: int,
        body: shapes.RaceToldOtherwise,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.StintPlanShown:
        """Plan the same race told otherwise.

        Somebody drops out, it starts later, or it is planned anew from an instant on; locks
        stay.

        What is accepted of this version may be broken just as far again.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/entries/{entry}/stint-plans/{version}/repetitions",
            {"slug": slug, "entry": entry, "version": version},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def stint_plans_hold(
        self,
        slug: str,
        entry: str,
        body: shapes.PlanHold,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Hold a stint plan by hand.

        Held, telemetry leaves the plan of the entry alone; else it moves along with the race.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/race/entries/{entry}/plan-hold",
            {"slug": slug, "entry": entry},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def stint_plans_find_rules(self, slug: str, entry: str) -> shapes.Page_StintRuleShown_:
        """List the stint rules of an entry.

        Of each who drives, by name; for who reads its stint plans.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/race/entries/{entry}/stint-rules",
            {"slug": slug, "entry": entry},
            {},
        )

    def stint_plans_put_rules(
        self,
        slug: str,
        entry: str,
        body: shapes.StintRulesSaid,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Page_StintRuleShown_:
        """Set the stint rules of an entry.

        All of them: of who is left out nothing is asked. Plans that are there are judged by them
        at once.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/race/entries/{entry}/stint-rules",
            {"slug": slug, "entry": entry},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def stint_plans_note(
        self,
        slug: str,
        entry: str,
        version: int,
        body: shapes.StrategySaid,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.StintPlanShown:
        """Note the strategy beside a stint plan.

        In words; later versions take it along.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/race/entries/{entry}/stint-plans/{version}/strategy",
            {"slug": slug, "entry": entry, "version": version},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def stint_plans_waive(
        self,
        slug: str,
        entry: str,
        version: int,
        fault: str,
        body: shapes.WaiverSaid,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WholeStintPlan:
        """Accept what a stint plan breaks.

        Knowingly, with the reason; open again when the plan changes there.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/race/entries/{entry}/stint-plans/{version}/waivers/{fault}",
            {"slug": slug, "entry": entry, "version": version, "fault": fault},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def stint_plans_take_back(
        self,
        slug: str,
        entry: str,
        version: int,
        fault: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """No longer accept what a stint plan breaks.

        It is open again.
        """
        return self._ask(
            "DELETE",
            "/api/events/{slug}/race/entries/{entry}/stint-plans/{version}/waivers/{fault}",
            {"slug": slug, "entry": entry, "version": version, "fault": fault},
            {},
            idempotency_key=idempotency_key,
        )

    def stint_plans_edit(
        self,
        slug: str,
        entry: str,
        version: int,
        body: shapes.StintsSaid,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WholeStintPlan:
        """Change a stint plan by hand.

        A new version, whose times follow from the drivers; what is left out stays. Rules may be
        broken: `faults`.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/entries/{entry}/stint-plans/{version}/versions",
            {"slug": slug, "entry": entry, "version": version},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def stint_plans_calendar_file(self, slug: str, entry: str) -> bytes:
        """My stints as a calendar file.

        iCalendar of what one drives and spots oneself by the plan that stands; a later plan
        moves each stint.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/race/entries/{entry}/calendar",
            {"slug": slug, "entry": entry},
            {},
        )

    def stint_plans_use(
        self,
        slug: str,
        entry: str,
        version: int,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.StintPlanShown:
        """Let a stint plan stand.

        Instead of the one before; its drivers are told, once.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/entries/{entry}/stint-plans/{version}/standing",
            {"slug": slug, "entry": entry, "version": version},
            {},
            idempotency_key=idempotency_key,
        )

    def race_entries_find(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_RaceEntryShown_:
        """List entries in a race.

        By number: confirmed ones, those one has part in, and for organisers all.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/race/entries",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def race_entries_create(
        self,
        slug: str,
        body: shapes.NewRaceEntry,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RaceEntryShown:
        """Enter a race.

        A team is then filled and sent in; a single driver, who signed up, is confirmed at once.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/entries",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_entries_show(self, slug: str, entry: str) -> shapes.RaceEntryShown:
        """Show an entry in a race.

        With where it stands.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/race/entries/{entry}",
            {"slug": slug, "entry": entry},
            {},
        )

    def race_entries_change(
        self,
        slug: str,
        entry: str,
        body: shapes.RaceEntryChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RaceEntryShown:
        """Change an entry in a race.

        For who looks after it, and organisers.
        """
        return self._ask(
            "PATCH",
            "/api/events/{slug}/race/entries/{entry}",
            {"slug": slug, "entry": entry},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_entries_line_up(self, slug: str, entry: str) -> shapes.Page_EntrySeatShown_:
        """List the line-up of an entry.

        Drivers first; of a team that does not show its people, to those and organisers alone.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/race/entries/{entry}/line-up",
            {"slug": slug, "entry": entry},
            {},
        )

    def race_entries_set_line_up(
        self,
        slug: str,
        entry: str,
        body: shapes.LineUpSaid,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Page_EntrySeatShown_:
        """Set the line-up of an entry.

        All of it, out of those who signed up: a team's own people, for organisers anybody who is
        free.
        """
        return self._ask(
            "PUT",
            "/api/events/{slug}/race/entries/{entry}/line-up",
            {"slug": slug, "entry": entry},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def race_entries_move(
        self,
        slug: str,
        entry: str,
        act: Literal["submission", "return", "confirmation", "withdrawal", "finish", "disqualification"],
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RaceEntryShown:
        """Move an entry on.

        Who looks after it sends it in or withdraws it; the rest is the organiser's.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/race/entries/{entry}/{act}",
            {"slug": slug, "entry": entry, "act": act},
            {},
            idempotency_key=idempotency_key,
        )

    def racing_teams_find(
        self,
        *,
        q: str | None = None,
        mine: bool | None = None,
        bin: bool | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_TeamShown_:
        """List teams.

        Public ones, and those that one has part in, by name.
        """
        return self._ask(
            "GET",
            "/api/racing/teams",
            {},
            {"q": q, "mine": mine, "bin": bin, "cursor": cursor, "size": size},
        )

    def racing_teams_create(
        self,
        body: shapes.NewTeam,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TeamShown:
        """Make a team.

        Of a club whose events one manages, or one's own.
        """
        return self._ask(
            "POST",
            "/api/racing/teams",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def racing_teams_show(self, slug: str) -> shapes.TeamShown:
        """Show a team.

        A public one, or one that one has part in.
        """
        return self._ask("GET", "/api/racing/teams/{slug}", {"slug": slug}, {})

    def racing_teams_change(
        self,
        slug: str,
        body: shapes.TeamChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TeamShown:
        """Change a team.

        By who may edit it.
        """
        return self._ask(
            "PATCH",
            "/api/racing/teams/{slug}",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def racing_teams_set_logo(
        self,
        slug: str,
        file: tuple[str, bytes],
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TeamShown:
        """Give a team a logo.

        PNG, JPEG, WebP or GIF, up to 5 MB: the middle of it is drawn anew.
        """
        return self._ask(
            "POST",
            "/api/racing/teams/{slug}/logo",
            {"slug": slug},
            {},
            files={"file": file},
            data={},
            idempotency_key=idempotency_key,
        )

    def racing_teams_remove_logo(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TeamShown:
        """Take the logo of a team away.

        A second time changes nothing.
        """
        return self._ask(
            "DELETE",
            "/api/racing/teams/{slug}/logo",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def racing_teams_discard(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TeamShown:
        """Put a team into the bin.

        Nobody can open it there.
        """
        return self._ask(
            "POST",
            "/api/racing/teams/{slug}/discard",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def racing_teams_restore(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TeamShown:
        """Take a team out of the bin.

        As it was.
        """
        return self._ask(
            "POST",
            "/api/racing/teams/{slug}/restoration",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def racing_teams_members(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_TeamMemberShown_:
        """List members of a team.

        For its people and its club; for everybody where the team shows them.
        """
        return self._ask(
            "GET",
            "/api/racing/teams/{slug}/members",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def racing_teams_change_member(
        self,
        slug: str,
        member: str,
        body: shapes.TeamMemberChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TeamMemberShown:
        """Change a member of a team.

        Role, permissions, status, and how long it holds.
        """
        return self._ask(
            "PATCH",
            "/api/racing/teams/{slug}/members/{member}",
            {"slug": slug, "member": member},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def racing_teams_remove_member(
        self,
        slug: str,
        member: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Remove a member of a team.

        Or leave it oneself.
        """
        return self._ask(
            "DELETE",
            "/api/racing/teams/{slug}/members/{member}",
            {"slug": slug, "member": member},
            {},
            idempotency_key=idempotency_key,
        )

    def racing_teams_hand_over(
        self,
        slug: str,
        member: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TeamShown:
        """Hand a team over.

        To this member, by its owner.
        """
        return self._ask(
            "POST",
            "/api/racing/teams/{slug}/members/{member}/ownership",
            {"slug": slug, "member": member},
            {},
            idempotency_key=idempotency_key,
        )

    def racing_teams_unanswered(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_TeamInvitationShown_:
        """List a team's open invitations.

        Those that nobody has answered, for who may invite.
        """
        return self._ask(
            "GET",
            "/api/racing/teams/{slug}/invitations",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def racing_teams_invite(
        self,
        slug: str,
        body: shapes.IntoTeam,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TeamInvitationShown:
        """Invite into a team.

        The mail carries the link.
        """
        return self._ask(
            "POST",
            "/api/racing/teams/{slug}/invitations",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def racing_teams_revoke(
        self,
        slug: str,
        invitation: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Take an invitation back.

        It opens nothing any more.
        """
        return self._ask(
            "POST",
            "/api/racing/teams/{slug}/invitations/{invitation}/revocation",
            {"slug": slug, "invitation": invitation},
            {},
            idempotency_key=idempotency_key,
        )

    def racing_teams_accept(
        self,
        invitation: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TeamMemberShown:
        """Come into the team.

        By whom it was sent to.
        """
        return self._ask(
            "POST",
            "/api/team-invitations/{invitation}/acceptance",
            {"invitation": invitation},
            {},
            idempotency_key=idempotency_key,
        )

    def racing_teams_refuse(
        self,
        invitation: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TeamDeclined:
        """Turn the team down.

        By whom it was sent to.
        """
        return self._ask(
            "POST",
            "/api/team-invitations/{invitation}/refusal",
            {"invitation": invitation},
            {},
            idempotency_key=idempotency_key,
        )

    def racing_teams_refuse_by_link(
        self,
        body: shapes.TeamInvitationLink,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TeamDeclined:
        """Turn the team down by link.

        With the secret of the mailed link.
        """
        return self._ask(
            "POST",
            "/api/team-invitation-links/refusal",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def team_messages_find(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_TeamMessageShown_:
        """List messages of a team.

        The latest first, for its people and who looks after it.
        """
        return self._ask(
            "GET",
            "/api/racing/teams/{slug}/messages",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def team_messages_write(
        self,
        slug: str,
        body: shapes.NewTeamMessage,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TeamMessageShown:
        """Write to a team.

        Its people are told, once in ten minutes. The same within a minute is written once.
        """
        return self._ask(
            "POST",
            "/api/racing/teams/{slug}/messages",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def team_messages_notes(self, slug: str) -> list[shapes.TeamMessageShown]:
        """List notes of a team.

        The messages that are pinned: five at most.
        """
        return self._ask("GET", "/api/racing/teams/{slug}/messages/pinned", {"slug": slug}, {})

    def team_messages_take_back(
        self,
        slug: str,
        message: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TeamMessageShown:
        """Take a message of a team back.

        By who wrote it, or who may change the team: its words are deleted.
        """
        return self._ask(
            "DELETE",
            "/api/racing/teams/{slug}/messages/{message}",
            {"slug": slug, "message": message},
            {},
            idempotency_key=idempotency_key,
        )

    def team_messages_pin(
        self,
        slug: str,
        message: str,
        body: shapes.TeamNote,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TeamMessageShown:
        """Pin a message of a team, or take it off.

        A pinned message is a note; a team has five at most.
        """
        return self._ask(
            "PUT",
            "/api/racing/teams/{slug}/messages/{message}/pin",
            {"slug": slug, "message": message},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def teams_files_preview(
        self,
        slug: str,
        file: tuple[str, bytes],
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TeamsFileShown:
        """Look at what a file of teams would change.

        JSON of a race of teams as iRacing writes it, up to 20 MB; nothing is made, nothing is
        kept.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/teams-file/preview",
            {"slug": slug},
            {},
            files={"file": file},
            data={},
            idempotency_key=idempotency_key,
        )

    def teams_files_run(
        self,
        slug: str,
        file: tuple[str, bytes],
        *,
        chosen: str | None = None,
        idempotency_key: str | None = None,
    ) -> shapes.TeamsFileShown:
        """Bring in teams out of a file.

        Make or rename the teams whose `external_id` is `chosen`, and invite their drivers.

        What a rule refuses is left and said, the rest is done; the same again changes nothing.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/teams-file/run",
            {"slug": slug},
            {},
            files={"file": file},
            data={"chosen": chosen},
            idempotency_key=idempotency_key,
        )

    def adverts_find(
        self,
        *,
        kind: Literal["team_wanted", "driver_wanted", "coach_wanted", "coach_offered"] | None = None,
        simulator: str | None = None,
        mine: bool | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_AdvertShown_:
        """List adverts on the board.

        The latest first.
        """
        return self._ask(
            "GET",
            "/api/racing/adverts",
            {},
            {"kind": kind, "simulator": simulator, "mine": mine, "cursor": cursor, "size": size},
        )

    def adverts_put_up(
        self,
        body: shapes.NewAdvert,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.AdvertShown:
        """Put an advert on the board.

        It stands for so many days. Who looks for drivers names a team into which they may
        invite.
        """
        return self._ask(
            "POST",
            "/api/racing/adverts",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def adverts_read(self, advert: str) -> shapes.AdvertShown:
        """Read an advert.

        One that stands on the board, one's own, or one that one answered.
        """
        return self._ask("GET", "/api/racing/adverts/{advert}", {"advert": advert}, {})

    def adverts_change(
        self,
        advert: str,
        body: shapes.AdvertChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.AdvertShown:
        """Change the words of an advert.

        By who put it up, or for a team by who may invite into it.
        """
        return self._ask(
            "PATCH",
            "/api/racing/adverts/{advert}",
            {"advert": advert},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def adverts_close(
        self,
        advert: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.AdvertShown:
        """Take an advert off the board.

        Again changes nothing.
        """
        return self._ask(
            "POST",
            "/api/racing/adverts/{advert}/closing",
            {"advert": advert},
            {},
            idempotency_key=idempotency_key,
        )

    def adverts_answers(
        self,
        advert: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_AdvertAnswerShown_:
        """List answers to an advert.

        For who may settle them, the latest first.
        """
        return self._ask(
            "GET",
            "/api/racing/adverts/{advert}/answers",
            {"advert": advert},
            {"cursor": cursor, "size": size},
        )

    def adverts_answer(
        self,
        advert: str,
        body: shapes.NewAdvertAnswer,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.AdvertAnswerShown:
        """Answer an advert.

        Once; the same once more changes nothing. Who put it up is told.
        """
        return self._ask(
            "POST",
            "/api/racing/adverts/{advert}/answers",
            {"advert": advert},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def adverts_accept(
        self,
        advert: str,
        answer: str,
        body: shapes.AdvertReply,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.AdvertAnswerShown:
        """Accept an answer to an advert.

        Who looks for a team, or answers one, is a driver in it from then on.
        """
        return self._ask(
            "POST",
            "/api/racing/adverts/{advert}/answers/{answer}/acceptance",
            {"advert": advert, "answer": answer},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def adverts_decline(
        self,
        advert: str,
        answer: str,
        body: shapes.AdvertReply,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.AdvertAnswerShown:
        """Decline an answer to an advert.

        With a reply, if one likes.
        """
        return self._ask(
            "POST",
            "/api/racing/adverts/{advert}/answers/{answer}/refusal",
            {"advert": advert, "answer": answer},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def adverts_take_back(
        self,
        advert: str,
        answer: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Take one's answer back.

        While it is not settled.
        """
        return self._ask(
            "DELETE",
            "/api/racing/adverts/{advert}/answers/{answer}",
            {"advert": advert, "answer": answer},
            {},
            idempotency_key=idempotency_key,
        )

    def racing_catalogue_load(
        self,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CatalogueLoaded:
        """Load the packaged catalogue.

        What is missing is added, what is there stays as it is.
        """
        return self._ask(
            "POST",
            "/api/platform/racing/loading",
            {},
            {},
            idempotency_key=idempotency_key,
        )

    def racing_catalogue_find(
        self,
        sort: str,
        *,
        q: str | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_CatalogueRow_:
        """List rows of the catalogue.

        Of one sort: simulators, licences, cars, sim-cars, classes, tracks, sim-tracks, layouts.
        """
        return self._ask(
            "GET",
            "/api/platform/racing/{sort}",
            {"sort": sort},
            {"q": q, "cursor": cursor, "size": size},
        )

    def racing_catalogue_create(
        self,
        sort: str,
        body: shapes.CatalogueValues,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CatalogueRow:
        """Add a row to the catalogue.

        It can be chosen at once, unless `is_active` is false.
        """
        return self._ask(
            "POST",
            "/api/platform/racing/{sort}",
            {"sort": sort},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def racing_catalogue_change(
        self,
        sort: str,
        row: str,
        body: shapes.CatalogueValues,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CatalogueRow:
        """Change a row of the catalogue.

        What races chose stays chosen.
        """
        return self._ask(
            "PATCH",
            "/api/platform/racing/{sort}/{row}",
            {"sort": sort, "row": row},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def topics_categories(self) -> shapes.Page_CategoryShown_:
        """List categories.

        All of them, in their order.
        """
        return self._ask("GET", "/api/categories", {}, {})

    def topics_tags(
        self,
        *,
        q: str | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_TagShown_:
        """List tags.

        Those in use or once used, by slug.
        """
        return self._ask("GET", "/api/tags", {}, {"q": q, "cursor": cursor, "size": size})

    def course_figures_taught(self) -> shapes.TaughtFigures:
        """Show how my courses are taken.

        Of all courses that one teaches, together.
        """
        return self._ask("GET", "/api/managed-courses/figures", {}, {})

    def course_figures_course_figures(self, slug: str) -> shapes.CourseFigures:
        """Show how a course is taken.

        For those who teach: learners, completions, average progress, learning time, and where
        people stop.
        """
        return self._ask("GET", "/api/courses/{slug}/course-figures", {"slug": slug}, {})

    def courses_subjects(self) -> shapes.Page_CourseSubject_:
        """List subjects.

        In their order.
        """
        return self._ask("GET", "/api/subjects", {}, {})

    def courses_find(
        self,
        *,
        q: str | None = None,
        subject: str | None = None,
        difficulty_level: Literal["", "beginner", "intermediate", "advanced"] | None = None,
        enrollment_type: Literal["", "open", "approval", "restricted"] | None = None,
        club: str | None = None,
        instructor: str | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_CourseCard_:
        """Find courses.

        Published ones, public or of one's clubs, the newest first.
        """
        return self._ask(
            "GET",
            "/api/courses",
            {},
            {"q": q, "subject": subject, "difficulty_level": difficulty_level, "enrollment_type": enrollment_type, "club": club, "instructor": instructor, "cursor": cursor, "size": size},
        )

    def courses_create(
        self,
        body: shapes.NewCourse,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CourseShown:
        """Create a course.

        A draft, that nobody else sees until it is published; who makes it teaches it.
        """
        return self._ask("POST", "/api/courses", {}, {}, json=body, idempotency_key=idempotency_key)

    def courses_instructor(self, person: str) -> shapes.InstructorProfile:
        """Read the profile of an instructor.

        Of somebody who teaches a published course that one finds; `/courses?instructor=` lists
        those.
        """
        return self._ask("GET", "/api/instructors/{person}", {"person": person}, {})

    def courses_managed(
        self,
        *,
        bin: bool | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_CourseCard_:
        """List courses that I teach.

        One's own, those one teaches, and those of one's clubs, drafts too, the newest first.
        """
        return self._ask(
            "GET",
            "/api/managed-courses",
            {},
            {"bin": bin, "cursor": cursor, "size": size},
        )

    def courses_show(self, slug: str) -> shapes.CourseShown:
        """Show a course.

        As its page does, for who may see it.
        """
        return self._ask("GET", "/api/courses/{slug}", {"slug": slug}, {})

    def courses_change(
        self,
        slug: str,
        body: shapes.CourseChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CourseShown:
        """Change a course.

        Room that this makes goes to the queue at once.
        """
        return self._ask(
            "PATCH",
            "/api/courses/{slug}",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def courses_publish(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CourseShown:
        """Publish a course.

        Needs a module with a lesson that has something in it; the time is stamped once.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/publication",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def courses_archive(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CourseShown:
        """Archive a course.

        Nobody enrols any more; its learners go on reading.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/archive",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def courses_copy(self, slug: str, *, idempotency_key: str | None = None) -> shapes.CourseShown:
        """Copy a course.

        A draft with all that is written in it, without who learns, their work, and the other
        instructors.

        Offered by the same club where one makes courses for it, else by oneself; named in the
        language of Accept-Language.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/copy",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def courses_discard(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CourseShown:
        """Put a course into the bin.

        A draft, or an archived one.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/discard",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def courses_restore(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CourseShown:
        """Take a course out of the bin.

        As it was.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/restoration",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def courses_instructors(self, slug: str) -> shapes.Page_InstructorShown_:
        """List who teaches a course.

        In the order in which they were named.
        """
        return self._ask("GET", "/api/courses/{slug}/instructors", {"slug": slug}, {})

    def courses_name_instructor(
        self,
        slug: str,
        body: shapes.InstructorNamed,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.InstructorShown:
        """Name an instructor.

        By the address of their account; they get the rights of who offers the course.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/instructors",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def courses_dismiss_instructor(
        self,
        slug: str,
        instructor: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Take an instructor off.

        The last one of a club's course stays.
        """
        return self._ask(
            "DELETE",
            "/api/courses/{slug}/instructors/{instructor}",
            {"slug": slug, "instructor": instructor},
            {},
            idempotency_key=idempotency_key,
        )

    def course_packages_download(self, slug: str) -> bytes:
        """Download a course as a file.

        A ZIP of one JSON document and the files beside it by checksum: nobody who learns,
        teaches or enrols is in it.
        """
        return self._ask("GET", "/api/courses/{slug}/package", {"slug": slug}, {})

    def course_packages_mine(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_PackageListed_:
        """List the courses that I brought as files.

        Those of the last seven days, the newest first.
        """
        return self._ask("GET", "/api/course-packages", {}, {"cursor": cursor, "size": size})

    def course_packages_begin(
        self,
        file: tuple[str, bytes],
        *,
        club: str | None = None,
        subject: str | None = None,
        idempotency_key: str | None = None,
    ) -> shapes.PackageShown:
        """Bring a course as a file.

        Our own ZIP or an IMS Common Cartridge (1.1 to 1.3), up to 100 MB; nothing is made yet.

        `club`: who is to offer it, else oneself. `subject`: instead of the file's.
        """
        return self._ask(
            "POST",
            "/api/course-packages",
            {},
            {},
            files={"file": file},
            data={"club": club, "subject": subject},
            idempotency_key=idempotency_key,
        )

    def course_packages_show(self, package: str) -> shapes.PackageShown:
        """Show what would be made of a file.

        For who brought it.
        """
        return self._ask("GET", "/api/course-packages/{package}", {"package": package}, {})

    def course_packages_make(
        self,
        package: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CourseShown:
        """Make the course of a file.

        A draft, all of it or nothing; once, however often it is asked for.
        """
        return self._ask(
            "POST",
            "/api/course-packages/{package}/course",
            {"package": package},
            {},
            idempotency_key=idempotency_key,
        )

    def course_packages_discard(self, package: str, *, idempotency_key: str | None = None) -> None:
        """Throw a file away.

        A course that was made of it stays.
        """
        return self._ask(
            "POST",
            "/api/course-packages/{package}/discard",
            {"package": package},
            {},
            idempotency_key=idempotency_key,
        )

    def lessons_add_module(
        self,
        slug: str,
        body: shapes.ModuleSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ModuleShown:
        """Add a module.

        After those there are.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/modules",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def lessons_change_module(
        self,
        slug: str,
        module: str,
        body: shapes.ModuleSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ModuleShown:
        """Change a module.

        Its title, and what it says of itself.
        """
        return self._ask(
            "PATCH",
            "/api/courses/{slug}/modules/{module}",
            {"slug": slug, "module": module},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def lessons_move_module(
        self,
        slug: str,
        module: str,
        body: shapes.Position,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ModuleShown:
        """Move a module.

        To this index among the modules of the course.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/modules/{module}/position",
            {"slug": slug, "module": module},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def lessons_copy_module(
        self,
        slug: str,
        module: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ModuleShown:
        """Copy a module.

        The copy stands right after it, with its lessons, quizzes and assignments; what learners
        did is not in it.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/modules/{module}/copy",
            {"slug": slug, "module": module},
            {},
            idempotency_key=idempotency_key,
        )

    def lessons_discard_module(
        self,
        slug: str,
        module: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ModuleShown:
        """Put a module into the bin.

        With its lessons; the last one of a published course stays.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/modules/{module}/discard",
            {"slug": slug, "module": module},
            {},
            idempotency_key=idempotency_key,
        )

    def lessons_restore_module(
        self,
        slug: str,
        module: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ModuleShown:
        """Take a module out of the bin.

        As the last one.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/modules/{module}/restoration",
            {"slug": slug, "module": module},
            {},
            idempotency_key=idempotency_key,
        )

    def lessons_add_lesson(
        self,
        slug: str,
        module: str,
        body: shapes.NewLesson,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.LessonShown:
        """Add a lesson.

        After those of the module.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/modules/{module}/lessons",
            {"slug": slug, "module": module},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def lessons_read(self, slug: str, lesson: str) -> shapes.LessonShown:
        """Read a lesson.

        For who is enrolled, and who teaches. Nothing is noted of it: see …/view.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}",
            {"slug": slug, "lesson": lesson},
            {},
        )

    def lessons_change_lesson(
        self,
        slug: str,
        lesson: str,
        body: shapes.LessonChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.LessonShown:
        """Change a lesson.

        Its title, how it is done, and whether it counts.
        """
        return self._ask(
            "PATCH",
            "/api/courses/{slug}/lessons/{lesson}",
            {"slug": slug, "lesson": lesson},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def lessons_move_lesson(
        self,
        slug: str,
        lesson: str,
        body: shapes.LessonPosition,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.LessonShown:
        """Move a lesson.

        To this index of its module, or of another one.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/position",
            {"slug": slug, "lesson": lesson},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def lessons_copy_lesson(
        self,
        slug: str,
        lesson: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.LessonShown:
        """Copy a lesson.

        The copy stands right after it.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/copy",
            {"slug": slug, "lesson": lesson},
            {},
            idempotency_key=idempotency_key,
        )

    def lessons_discard_lesson(
        self,
        slug: str,
        lesson: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.LessonShown:
        """Put a lesson into the bin.

        It counts no more; what learners did with it is kept until the bin is emptied.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/discard",
            {"slug": slug, "lesson": lesson},
            {},
            idempotency_key=idempotency_key,
        )

    def lessons_restore_lesson(
        self,
        slug: str,
        lesson: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.LessonShown:
        """Take a lesson out of the bin.

        As the last one of its module.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/restoration",
            {"slug": slug, "lesson": lesson},
            {},
            idempotency_key=idempotency_key,
        )

    def lessons_add_item(
        self,
        slug: str,
        lesson: str,
        body: shapes.NewItem,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ItemShown:
        """Add a text, or a video elsewhere.

        At the end of the lesson.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/items",
            {"slug": slug, "lesson": lesson},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def lessons_add_upload(
        self,
        slug: str,
        lesson: str,
        file: tuple[str, bytes],
        *,
        kind: str | None = None,
        alternative: str | None = None,
        caption: str | None = None,
        name: str | None = None,
        idempotency_key: str | None = None,
    ) -> shapes.ItemShown:
        """Add a picture, a video or a file.

        A picture is drawn anew, and needs words for who does not see it; a video needs a name,
        and may get captions.

        Files and videos are judged by their bytes.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/uploads",
            {"slug": slug, "lesson": lesson},
            {},
            files={"file": file},
            data={"kind": kind, "alternative": alternative, "caption": caption, "name": name},
            idempotency_key=idempotency_key,
        )

    def lessons_change_item(
        self,
        slug: str,
        lesson: str,
        item: str,
        body: shapes.ItemChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ItemShown:
        """Change a piece of a lesson.

        What its kind has; what it has not is left alone.
        """
        return self._ask(
            "PATCH",
            "/api/courses/{slug}/lessons/{lesson}/items/{item}",
            {"slug": slug, "lesson": lesson, "item": item},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def lessons_move_item(
        self,
        slug: str,
        lesson: str,
        item: str,
        body: shapes.Position,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ItemShown:
        """Move a piece of a lesson.

        To this index of the lesson.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/items/{item}/position",
            {"slug": slug, "lesson": lesson, "item": item},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def lessons_discard_item(
        self,
        slug: str,
        lesson: str,
        item: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ItemShown:
        """Put a piece of a lesson into the bin.

        It can be taken out again.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/items/{item}/discard",
            {"slug": slug, "lesson": lesson, "item": item},
            {},
            idempotency_key=idempotency_key,
        )

    def lessons_restore_item(
        self,
        slug: str,
        lesson: str,
        item: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ItemShown:
        """Take a piece of a lesson out of the bin.

        To where it stood.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/items/{item}/restoration",
            {"slug": slug, "lesson": lesson, "item": item},
            {},
            idempotency_key=idempotency_key,
        )

    def lessons_content(self, slug: str, lesson: str, item: str) -> bytes:
        """Download a picture, a video or a file.

        For who is enrolled, and who teaches; always as a download. Of a video one may ask for a
        part (Range).
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}/items/{item}/content",
            {"slug": slug, "lesson": lesson, "item": item},
            {},
        )

    def lessons_captions(self, slug: str, lesson: str, item: str) -> bytes:
        """Download the captions of a video.

        As WebVTT, for who is enrolled, and who teaches.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}/items/{item}/captions",
            {"slug": slug, "lesson": lesson, "item": item},
            {},
        )

    def quizzes_read(self, slug: str, lesson: str) -> shapes.QuizRead:
        """Read a quiz.

        For who is enrolled, with where they stand, and who teaches. Its questions come with an
        attempt.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}/quiz",
            {"slug": slug, "lesson": lesson},
            {},
        )

    def quizzes_change(
        self,
        slug: str,
        lesson: str,
        body: shapes.QuizChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.QuizShown:
        """Change the settings of a quiz.

        For attempts that begin from now on. A quiz is made as a lesson of the completion `quiz`.
        """
        return self._ask(
            "PATCH",
            "/api/courses/{slug}/lessons/{lesson}/quiz",
            {"slug": slug, "lesson": lesson},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def quizzes_questions(
        self,
        slug: str,
        lesson: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_QuizQuestionShown_:
        """List the questions of a quiz.

        With their right answers, in their order, for those who teach.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}/questions",
            {"slug": slug, "lesson": lesson},
            {"cursor": cursor, "size": size},
        )

    def quizzes_add(
        self,
        slug: str,
        lesson: str,
        body: shapes.NewQuizQuestion,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.QuizQuestionShown:
        """Add a question to a quiz.

        At the end of its bank. With its first question a quiz begins to count towards
        completion.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/questions",
            {"slug": slug, "lesson": lesson},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def quizzes_change_question(
        self,
        slug: str,
        lesson: str,
        question: str,
        body: shapes.QuizQuestionChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.QuizQuestionShown:
        """Change a question of a quiz.

        What its kind has. Attempts that have begun keep the question as it was.
        """
        return self._ask(
            "PATCH",
            "/api/courses/{slug}/lessons/{lesson}/questions/{question}",
            {"slug": slug, "lesson": lesson, "question": question},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def quizzes_move(
        self,
        slug: str,
        lesson: str,
        question: str,
        body: shapes.Position,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.QuizQuestionShown:
        """Move a question of a quiz.

        To this index of the bank.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/questions/{question}/position",
            {"slug": slug, "lesson": lesson, "question": question},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def quizzes_discard(
        self,
        slug: str,
        lesson: str,
        question: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.QuizQuestionShown:
        """Put a question of a quiz into the bin.

        It can be taken out again; a quiz without questions does not count.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/questions/{question}/discard",
            {"slug": slug, "lesson": lesson, "question": question},
            {},
            idempotency_key=idempotency_key,
        )

    def quizzes_restore(
        self,
        slug: str,
        lesson: str,
        question: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.QuizQuestionShown:
        """Take a question of a quiz out of the bin.

        To where it stood.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/questions/{question}/restoration",
            {"slug": slug, "lesson": lesson, "question": question},
            {},
            idempotency_key=idempotency_key,
        )

    def quizzes_results(
        self,
        slug: str,
        lesson: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_QuizResult_:
        """List everybody’s attempts at a quiz.

        With their scores, the latest first, for those who teach.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}/results",
            {"slug": slug, "lesson": lesson},
            {"cursor": cursor, "size": size},
        )

    def quizzes_result(self, slug: str, lesson: str, attempt: str) -> shapes.QuizResultShown:
        """Read one attempt of a learner.

        With what was answered and what is right, for those who teach.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}/results/{attempt}",
            {"slug": slug, "lesson": lesson, "attempt": attempt},
            {},
        )

    def quizzes_mine(
        self,
        slug: str,
        lesson: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_AttemptBrief_:
        """List my attempts at a quiz.

        The latest first.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}/attempts",
            {"slug": slug, "lesson": lesson},
            {"cursor": cursor, "size": size},
        )

    def quizzes_begin(
        self,
        slug: str,
        lesson: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.QuizAttemptShown:
        """Begin an attempt at a quiz.

        Its questions are drawn; while one is open, that one comes back.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/attempts",
            {"slug": slug, "lesson": lesson},
            {},
            idempotency_key=idempotency_key,
        )

    def quizzes_read_attempt(self, slug: str, lesson: str, attempt: str) -> shapes.QuizAttemptShown:
        """Read my attempt at a quiz.

        Its questions with my answers; once it is handed in, with its score.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}/attempts/{attempt}",
            {"slug": slug, "lesson": lesson, "attempt": attempt},
            {},
        )

    def quizzes_answer(
        self,
        slug: str,
        lesson: str,
        attempt: str,
        body: shapes.AnswersGiven,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.QuizAttemptShown:
        """Answer questions of my attempt.

        Other answers stay; the same again changes nothing. After its time nothing is taken.
        """
        return self._ask(
            "PUT",
            "/api/courses/{slug}/lessons/{lesson}/attempts/{attempt}/answers",
            {"slug": slug, "lesson": lesson, "attempt": attempt},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def quizzes_hand_in(
        self,
        slug: str,
        lesson: str,
        attempt: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.QuizAttemptShown:
        """Hand my attempt in.

        It gets its score; one that reaches the pass mark completes the lesson. A second time
        changes nothing.
        """
        return self._ask(
            "PUT",
            "/api/courses/{slug}/lessons/{lesson}/attempts/{attempt}/submission",
            {"slug": slug, "lesson": lesson, "attempt": attempt},
            {},
            idempotency_key=idempotency_key,
        )

    def assignments_my_deadlines(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_DeadlineShown_:
        """List my deadlines in courses.

        Of assignments for which work is still taken and none of mine has passed, the next one
        first.
        """
        return self._ask("GET", "/api/me/deadlines", {}, {"cursor": cursor, "size": size})

    def assignments_read(self, slug: str, lesson: str) -> shapes.AssignmentRead:
        """Read an assignment.

        For who is enrolled, with where they stand, and who teaches.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}/assignment",
            {"slug": slug, "lesson": lesson},
            {},
        )

    def assignments_change(
        self,
        slug: str,
        lesson: str,
        body: shapes.AssignmentChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.AssignmentShown:
        """Change an assignment.

        With brief and rubric it begins to count. One is made as a lesson of the completion
        `assignment`.
        """
        return self._ask(
            "PATCH",
            "/api/courses/{slug}/lessons/{lesson}/assignment",
            {"slug": slug, "lesson": lesson},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def assignments_mine(
        self,
        slug: str,
        lesson: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_WorkBrief_:
        """List my work for an assignment.

        The latest first.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}/work",
            {"slug": slug, "lesson": lesson},
            {"cursor": cursor, "size": size},
        )

    def assignments_hand_in(
        self,
        slug: str,
        lesson: str,
        body: shapes.WorkSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WorkShown:
        """Hand in a text.

        Markdown. After the deadline it is told as late, or not taken; then nothing is changed.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/work",
            {"slug": slug, "lesson": lesson},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def assignments_hand_in_file(
        self,
        slug: str,
        lesson: str,
        file: tuple[str, bytes],
        *,
        text: str | None = None,
        idempotency_key: str | None = None,
    ) -> shapes.WorkShown:
        """Hand in a file.

        PDF, pictures, plain text or office documents without macros, up to 10 MB; judged by
        their bytes.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/work-uploads",
            {"slug": slug, "lesson": lesson},
            {},
            files={"file": file},
            data={"text": text},
            idempotency_key=idempotency_key,
        )

    def assignments_read_mine(self, slug: str, lesson: str, work: str) -> shapes.WorkShown:
        """Read my work.

        With its marks and what was said of it.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}/work/{work}",
            {"slug": slug, "lesson": lesson, "work": work},
            {},
        )

    def assignments_download(self, slug: str, lesson: str, work: str) -> bytes:
        """Download a file that was handed in.

        For who handed it in, and who teaches; always as a download.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}/work/{work}/content",
            {"slug": slug, "lesson": lesson, "work": work},
            {},
        )

    def assignments_works(
        self,
        slug: str,
        lesson: str,
        *,
        show: Literal["waiting", "marked", "late", "all"] | None = None,
        query: str | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_LearnerWork_:
        """List everybody’s work for an assignment.

        What counts of each learner, the longest wait first, for those who teach.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}/works",
            {"slug": slug, "lesson": lesson},
            {"show": show, "query": query, "cursor": cursor, "size": size},
        )

    def assignments_missing(
        self,
        slug: str,
        lesson: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_WithoutWork_:
        """List who handed nothing in.

        Of those who learn, for those who teach.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}/missing-work",
            {"slug": slug, "lesson": lesson},
            {"cursor": cursor, "size": size},
        )

    def assignments_read_work(self, slug: str, lesson: str, work: str) -> shapes.LearnerWorkShown:
        """Read the work of a learner.

        With its marks, and who gave them.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}/works/{work}",
            {"slug": slug, "lesson": lesson, "work": work},
            {},
        )

    def assignments_mark(
        self,
        slug: str,
        lesson: str,
        work: str,
        body: shapes.MarksGiven,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.LearnerWorkShown:
        """Mark the work of a learner.

        Work that passes completes the lesson, and the learner is told. The same marks again
        change nothing.
        """
        return self._ask(
            "PUT",
            "/api/courses/{slug}/lessons/{lesson}/works/{work}/marks",
            {"slug": slug, "lesson": lesson, "work": work},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def assignments_take_back(
        self,
        slug: str,
        lesson: str,
        work: str,
        *,
        edition: int | None = None,
        idempotency_key: str | None = None,
    ) -> shapes.LearnerWorkShown:
        """Take the marks of work back.

        It waits again; a completed course stays completed.
        """
        return self._ask(
            "DELETE",
            "/api/courses/{slug}/lessons/{lesson}/works/{work}/marks",
            {"slug": slug, "lesson": lesson, "work": work},
            {"edition": edition},
            idempotency_key=idempotency_key,
        )

    def marks_tables_download(
        self,
        slug: str,
        lesson: str,
        *,
        format: Literal["csv", "xlsx"] | None = None,
    ) -> bytes:
        """Download the marks of an assignment.

        Of everybody whose work counts, for those who teach: to be filled in, and sent back.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/lessons/{lesson}/marks-table",
            {"slug": slug, "lesson": lesson},
            {"format": format},
        )

    def marks_tables_preview(
        self,
        slug: str,
        lesson: str,
        file: tuple[str, bytes],
        *,
        idempotency_key: str | None = None,
    ) -> shapes.MarksTableShown:
        """Look at what a table of marks would change.

        The table that was downloaded, filled in, as CSV or XLSX of up to 10 MB; nothing is
        marked, nothing is kept.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/marks-table/preview",
            {"slug": slug, "lesson": lesson},
            {},
            files={"file": file},
            data={},
            idempotency_key=idempotency_key,
        )

    def marks_tables_run(
        self,
        slug: str,
        lesson: str,
        file: tuple[str, bytes],
        *,
        idempotency_key: str | None = None,
    ) -> shapes.MarksTableShown:
        """Give the marks of a table.

        200 pieces at a time, each as if by hand; the same file again goes on, and changes
        nothing that is `same`.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/marks-table/run",
            {"slug": slug, "lesson": lesson},
            {},
            files={"file": file},
            data={},
            idempotency_key=idempotency_key,
        )

    def learning_mine(
        self,
        *,
        show: Literal["going", "waiting", "over"] | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_StudentProgress_:
        """List my courses.

        Those that go on, what one waits for, or what is completed or over; the latest first.
        """
        return self._ask(
            "GET",
            "/api/me/courses",
            {},
            {"show": show, "cursor": cursor, "size": size},
        )

    def learning_explain(self, slug: str) -> shapes.ProgressShown:
        """Explain my progress.

        Every lesson of the sum.
        """
        return self._ask("GET", "/api/courses/{slug}/progress", {"slug": slug}, {})

    def learning_view(
        self,
        slug: str,
        lesson: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.LessonStanding:
        """Say that I opened a lesson.

        One that is done by opening it, or by time that has passed, is done.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/view",
            {"slug": slug, "lesson": lesson},
            {},
            idempotency_key=idempotency_key,
        )

    def learning_pulse(
        self,
        slug: str,
        lesson: str,
        body: shapes.PulseSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PulseTaken:
        """Take half a minute of study.

        Every 30 seconds while a lesson is seen and used. Each half minute is credited once, by
        our clock.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/pulses",
            {"slug": slug, "lesson": lesson},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def learning_watch(
        self,
        slug: str,
        lesson: str,
        item: str,
        body: shapes.PlayedSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WatchedShown:
        """Say what I watched of a video.

        Never more in all than twice the time since the lesson was opened (…/view); late and
        twice is as good as once.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/lessons/{lesson}/items/{item}/watched",
            {"slug": slug, "lesson": lesson, "item": item},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def learning_complete(
        self,
        slug: str,
        lesson: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.LessonStanding:
        """Mark a lesson as done.

        A second time changes nothing. The last one completes the course.
        """
        return self._ask(
            "PUT",
            "/api/courses/{slug}/lessons/{lesson}/completion",
            {"slug": slug, "lesson": lesson},
            {},
            idempotency_key=idempotency_key,
        )

    def learning_undo(
        self,
        slug: str,
        lesson: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.LessonStanding:
        """Take back that a lesson is done.

        A completed course stays completed.
        """
        return self._ask(
            "DELETE",
            "/api/courses/{slug}/lessons/{lesson}/completion",
            {"slug": slug, "lesson": lesson},
            {},
            idempotency_key=idempotency_key,
        )

    def learning_pause(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ProgressShown:
        """Pause a course.

        Place and progress are kept; nothing is counted.
        """
        return self._ask(
            "PUT",
            "/api/courses/{slug}/pause",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def learning_resume(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ProgressShown:
        """Go on with a course.

        A second time changes nothing.
        """
        return self._ask(
            "DELETE",
            "/api/courses/{slug}/pause",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def learning_learners(
        self,
        slug: str,
        *,
        show: Literal["", "begun", "idle", "paused", "completed"] | None = None,
        q: str | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_LearnerShown_:
        """List who learns.

        For those who teach, the latest first.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/learners",
            {"slug": slug},
            {"show": show, "q": q, "cursor": cursor, "size": size},
        )

    def transcripts_mine(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_AttemptRecorded_:
        """Show all that I learned.

        Every attempt at every course, also of those that are archived or in the bin, the latest
        first.
        """
        return self._ask("GET", "/api/me/transcript", {}, {"cursor": cursor, "size": size})

    def transcripts_sheet(self) -> bytes:
        """Download all that I learned.

        As a PDF, in the language of Accept-Language; the 200 latest attempts.
        """
        return self._ask("GET", "/api/me/transcript/content", {}, {})

    def certificates_verify(self, number: str) -> shapes.CertificateVerified:
        """Verify a certificate.

        Whether it holds, for whoever has its number; dashes and case do not matter.
        """
        return self._ask("GET", "/api/certificates/{number}", {"number": number}, {})

    def certificates_mine(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_CertificateShown_:
        """List my certificates.

        The newest first.
        """
        return self._ask("GET", "/api/me/certificates", {}, {"cursor": cursor, "size": size})

    def certificates_content(self, number: str) -> bytes:
        """Download my certificate.

        As a PDF, which is there a moment after it was issued.
        """
        return self._ask("GET", "/api/me/certificates/{number}/content", {"number": number}, {})

    def certificates_badge(self, number: str) -> shapes.BadgeSigned:
        """Show my certificate as a signed badge.

        An Open Badge 3.0 as a VC-JWT, to be shown elsewhere; its keys stand at `/open-
        badges/keys`.
        """
        return self._ask("GET", "/api/me/certificates/{number}/badge", {"number": number}, {})

    def certificates_verify_badge(
        self,
        body: shapes.BadgeToVerify,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CertificateVerified:
        """Verify a signed badge.

        Whether it was signed here, and whether its certificate holds. Nothing is kept.
        """
        return self._ask(
            "POST",
            "/api/badge-verifications",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def certificates_of_course(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_CertificateShown_:
        """List a course's certificates.

        For those who teach, the newest first.
        """
        return self._ask(
            "GET",
            "/api/courses/{slug}/certificates",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def certificates_issue(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CertificatesIssued:
        """Issue certificates that are missing.

        To those who completed the course before it granted one, 200 at a time; `issued` says how
        many.
        """
        return self._ask(
            "POST",
            "/api/courses/{slug}/certificates",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def certificates_revoke(
        self,
        slug: str,
        number: str,
        body: shapes.Revocation,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CertificateShown:
        """Revoke a certificate.

        It holds no longer, and its holder is told why. A second time changes nothing.
        """
        return self._ask(
            "PUT",
            "/api/courses/{slug}/certificates/{number}/revocation",
            {"slug": slug, "number": number},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def certificates_reinstate(
        self,
        slug: str,
        number: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CertificateShown:
        """Take a revocation back.

        It holds again, and its holder is told.
        """
        return self._ask(
            "DELETE",
            "/api/courses/{slug}/certificates/{number}/revocation",
            {"slug": slug, "number": number},
            {},
            idempotency_key=idempotency_key,
        )

    def pools_show(self, pool: str) -> shapes.PoolShown:
        """Show a pool.

        How many places there are, how many are free, and how one gets in.
        """
        return self._ask("GET", "/api/pools/{pool}", {"pool": pool}, {})

    def pools_change(
        self,
        pool: str,
        body: shapes.PoolChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PoolShown:
        """Change a pool.

        Set capacity, admission, waitlist or times. Room that this makes goes to the queue at
        once.
        """
        return self._ask(
            "PATCH",
            "/api/pools/{pool}",
            {"pool": pool},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def join(
        self,
        pool: str,
        body: shapes.Joining | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceShown:
        """Join.

        Take a place: confirmed, waitlisted when full, requested where approval is asked.

        Who already holds a live place gets that one, with status 200.
        """
        return self._ask(
            "POST",
            "/api/pools/{pool}/places",
            {"pool": pool},
            {},
            json=body or {},
            idempotency_key=idempotency_key,
        )

    def guests_guests(
        self,
        pool: str,
        *,
        q: str | None = None,
        state: list[Literal["requested", "waitlisted", "offered", "confirmed", "rejected", "declined", "lapsed", "withdrawn", "revoked"]] | None = None,
        order: Literal["queue", "newest"] | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_GuestShown_:
        """List the guests of a pool.

        Everybody who ever asked for a place, for who manages the offering.
        """
        return self._ask(
            "GET",
            "/api/pools/{pool}/places",
            {"pool": pool},
            {"q": q, "state": state, "order": order, "cursor": cursor, "size": size},
        )

    def places_mine(
        self,
        *,
        when: Literal["live", "all"] | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_PlaceShown_:
        """List my places.

        Places one holds, waits for or asked for, and those of one's companions, the newest
        first.
        """
        return self._ask("GET", "/api/places", {}, {"when": when, "cursor": cursor, "size": size})

    def places_show(self, place: str) -> shapes.PlaceDetailed:
        """Show my place.

        With the position in the queue, and why one waits.
        """
        return self._ask("GET", "/api/places/{place}", {"place": place}, {})

    def places_accept(self, place: str, *, idempotency_key: str | None = None) -> shapes.PlaceShown:
        """Accept an offer.

        Take the offered place, for the whole group. A second time changes nothing.
        """
        return self._ask(
            "POST",
            "/api/places/{place}/acceptance",
            {"place": place},
            {},
            idempotency_key=idempotency_key,
        )

    def places_decline(
        self,
        place: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceShown:
        """Decline an offer.

        Give the offered place back; it goes to the next in line.
        """
        return self._ask(
            "POST",
            "/api/places/{place}/refusal",
            {"place": place},
            {},
            idempotency_key=idempotency_key,
        )

    def places_withdraw(
        self,
        place: str,
        body: shapes.Leaving | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceShown:
        """Give a place up.

        What it held goes to the next in line at once. A second time changes nothing.
        """
        return self._ask(
            "POST",
            "/api/places/{place}/withdrawal",
            {"place": place},
            {},
            json=body or {},
            idempotency_key=idempotency_key,
        )

    def places_rename(
        self,
        place: str,
        body: shapes.Names,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceDetailed:
        """Rename who comes along.

        People of the group who have no account; who is left out keeps the name.
        """
        return self._ask(
            "PUT",
            "/api/places/{place}/names",
            {"place": place},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def guests_add(
        self,
        pool: str,
        body: shapes.Added,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceShown:
        """Add a guest by hand.

        Confirm somebody past admission and queue, or offer them a place; they are told. Who has
        a live place keeps it.

        They stand on the list as they were entered, known or not, until they act themselves.
        """
        return self._ask(
            "POST",
            "/api/pools/{pool}/additions",
            {"pool": pool},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def guests_act(
        self,
        pool: str,
        body: shapes.BulkAct,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.BulkOutcome:
        """Act on many places.

        Each place for itself: what is refused leaves the others done. Can be undone for ten
        minutes.
        """
        return self._ask(
            "POST",
            "/api/pools/{pool}/acts",
            {"pool": pool},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def guests_history(
        self,
        place: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_PlaceChangeShown_:
        """Show the history of a place.

        Every step it went through, the last first: by whom, by which way in, and why.
        """
        return self._ask(
            "GET",
            "/api/places/{place}/history",
            {"place": place},
            {"cursor": cursor, "size": size},
        )

    def guests_approve(
        self,
        place: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceShown:
        """Approve a request.

        Let a group in that asked: confirmed, or waitlisted when full.
        """
        return self._ask(
            "POST",
            "/api/places/{place}/approval",
            {"place": place},
            {},
            idempotency_key=idempotency_key,
        )

    def guests_reject(
        self,
        place: str,
        body: shapes.ReasonSent | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceShown:
        """Reject a request.

        Turn a group down that asked, with the reason they are told.
        """
        return self._ask(
            "POST",
            "/api/places/{place}/rejection",
            {"place": place},
            {},
            json=body or {},
            idempotency_key=idempotency_key,
        )

    def guests_promote(
        self,
        place: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceShown:
        """Confirm who waits.

        Confirm a waiting group past the queue.
        """
        return self._ask(
            "POST",
            "/api/places/{place}/promotion",
            {"place": place},
            {},
            idempotency_key=idempotency_key,
        )

    def guests_offer(self, place: str, *, idempotency_key: str | None = None) -> shapes.PlaceShown:
        """Offer a place to who waits.

        Offer a waiting group its places past the queue, for the pool's time to answer.
        """
        return self._ask(
            "POST",
            "/api/places/{place}/offer",
            {"place": place},
            {},
            idempotency_key=idempotency_key,
        )

    def guests_revoke(
        self,
        place: str,
        body: shapes.ReasonSent | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceShown:
        """Revoke a place.

        Take one place away, with the reason its holder is told; it goes to the next in line.
        """
        return self._ask(
            "POST",
            "/api/places/{place}/revocation",
            {"place": place},
            {},
            json=body or {},
            idempotency_key=idempotency_key,
        )

    def guests_take_back(
        self,
        place: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceShown:
        """Undo the last act.

        Put the place back where it stood before the organiser's last act, within ten minutes.
        """
        return self._ask(
            "POST",
            "/api/places/{place}/undo",
            {"place": place},
            {},
            idempotency_key=idempotency_key,
        )

    def guests_prefer(self, place: str, *, idempotency_key: str | None = None) -> shapes.PlaceShown:
        """Put first in line.

        Put a waiting group before everybody who waits now.
        """
        return self._ask(
            "POST",
            "/api/places/{place}/preference",
            {"place": place},
            {},
            idempotency_key=idempotency_key,
        )

    def guests_unprefer(
        self,
        place: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceShown:
        """Put back in line.

        Let a group that was moved up wait where its time of joining puts it.
        """
        return self._ask(
            "DELETE",
            "/api/places/{place}/preference",
            {"place": place},
            {},
            idempotency_key=idempotency_key,
        )

    def imports_begin(
        self,
        pool: str,
        file: tuple[str, bytes],
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ImportShown:
        """Upload a table of people.

        CSV or XLSX, up to 10 MB and 10,000 lines; nobody is entered yet. The file itself is not
        kept.
        """
        return self._ask(
            "POST",
            "/api/pools/{pool}/imports",
            {"pool": pool},
            {},
            files={"file": file},
            data={},
            idempotency_key=idempotency_key,
        )

    def imports_of_pool(
        self,
        pool: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_ImportListed_:
        """List the imports into a pool.

        Those of the last seven days, the newest first.
        """
        return self._ask(
            "GET",
            "/api/pools/{pool}/imports",
            {"pool": pool},
            {"cursor": cursor, "size": size},
        )

    def imports_show(self, people_import: str) -> shapes.ImportShown:
        """Show an import.

        How far it is, and how its lines stand or would stand.
        """
        return self._ask(
            "GET",
            "/api/imports/{people_import}",
            {"people_import": people_import},
            {},
        )

    def imports_map_columns(
        self,
        people_import: str,
        body: shapes.ColumnsSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ImportShown:
        """Say which column has what.

        Instead of what was proposed; as long as nobody is entered.
        """
        return self._ask(
            "PUT",
            "/api/imports/{people_import}/columns",
            {"people_import": people_import},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def imports_lines(
        self,
        people_import: str,
        *,
        state: Literal["pending", "entered", "waits", "held", "skipped", "refused", "undone", "left"] | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_LineShown_:
        """List the lines of an import.

        Before it is run: what would become of each. Afterwards: what became of it.
        """
        return self._ask(
            "GET",
            "/api/imports/{people_import}/lines",
            {"people_import": people_import},
            {"state": state, "cursor": cursor, "size": size},
        )

    def imports_run(
        self,
        people_import: str,
        body: shapes.RunSent | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ImportShown:
        """Enter the people of an import.

        Once, however often it is asked for. A long table is `running` until a worker is through.
        """
        return self._ask(
            "POST",
            "/api/imports/{people_import}/run",
            {"people_import": people_import},
            {},
            json=body or {},
            idempotency_key=idempotency_key,
        )

    def imports_take_back(
        self,
        people_import: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ImportShown:
        """Take an import back.

        Within ten minutes after it was done. Places to which something happened since are left,
        as their lines say.
        """
        return self._ask(
            "POST",
            "/api/imports/{people_import}/undo",
            {"people_import": people_import},
            {},
            idempotency_key=idempotency_key,
        )

    def imports_discard(self, people_import: str, *, idempotency_key: str | None = None) -> None:
        """Forget an import.

        Deletes what is kept of the table; the people who were entered stay.
        """
        return self._ask(
            "POST",
            "/api/imports/{people_import}/discard",
            {"people_import": people_import},
            {},
            idempotency_key=idempotency_key,
        )

    def attendance_check_in(
        self,
        place: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.AttendanceShown:
        """Check somebody in.

        A second time keeps the first.
        """
        return self._ask(
            "POST",
            "/api/places/{place}/attendance",
            {"place": place},
            {},
            idempotency_key=idempotency_key,
        )

    def attendance_undo(
        self,
        place: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.AttendanceShown:
        """Take a check-in back.

        Without one nothing changes.
        """
        return self._ask(
            "DELETE",
            "/api/places/{place}/attendance",
            {"place": place},
            {},
            idempotency_key=idempotency_key,
        )

    def fees_of_event(
        self,
        slug: str,
        *,
        standing: Literal["owed", "paid", "waived", "to_refund", "refunded", "dropped"] | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_FeeShown_:
        """List the fees of an event.

        Of everybody who ever had a place that costs something, the newest first.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/fees",
            {"slug": slug},
            {"standing": standing, "cursor": cursor, "size": size},
        )

    def fees_totals(self, slug: str) -> shapes.Page_TotalShown_:
        """Add the fees of an event up.

        For each standing and currency.
        """
        return self._ask("GET", "/api/events/{slug}/fee-totals", {"slug": slug}, {})

    def fees_mark(
        self,
        slug: str,
        body: shapes.FeeMark,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.FeeOutcome:
        """Mark fees.

        Paid, waived, given back or due again; the holders are told. No money passes through
        here.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/fee-marks",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def fees_take_back(
        self,
        slug: str,
        act: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.FeeOutcome:
        """Undo a mark on fees.

        Put all that one act marked back to where it stood, within ten minutes.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/fee-marks/{act}/undo",
            {"slug": slug, "act": act},
            {},
            idempotency_key=idempotency_key,
        )

    def questions_asked(self, pool: str) -> shapes.Page_QuestionShown_:
        """What is asked.

        In the order of the form; send the answers when joining.
        """
        return self._ask("GET", "/api/pools/{pool}/questions", {"pool": pool}, {})

    def questions_add(
        self,
        pool: str,
        body: shapes.NewQuestion,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.QuestionShown:
        """Ask a question.

        As the last one; who joined already is not asked again, but may answer it.
        """
        return self._ask(
            "POST",
            "/api/pools/{pool}/questions",
            {"pool": pool},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def questions_reorder(
        self,
        pool: str,
        body: shapes.Order,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Page_QuestionShown_:
        """Put questions in order.

        What is left out comes last; a question stays behind the one it depends on.
        """
        return self._ask(
            "POST",
            "/api/pools/{pool}/question-order",
            {"pool": pool},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def questions_change(
        self,
        pool: str,
        question: str,
        body: shapes.QuestionChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.QuestionShown:
        """Change a question.

        What people answered keeps the words and choices that they read.
        """
        return self._ask(
            "PATCH",
            "/api/pools/{pool}/questions/{question}",
            {"pool": pool, "question": question},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def questions_retire(
        self,
        pool: str,
        question: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.QuestionShown:
        """Ask it no more.

        What was answered is kept, and the question can be restored.
        """
        return self._ask(
            "POST",
            "/api/pools/{pool}/questions/{question}/retirement",
            {"pool": pool, "question": question},
            {},
            idempotency_key=idempotency_key,
        )

    def questions_restore(
        self,
        pool: str,
        question: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.QuestionShown:
        """Ask it again.

        As the last question.
        """
        return self._ask(
            "POST",
            "/api/pools/{pool}/questions/{question}/restoration",
            {"pool": pool, "question": question},
            {},
            idempotency_key=idempotency_key,
        )

    def questions_answers(
        self,
        pool: str,
        *,
        missing: bool | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_PersonAnswers_:
        """Who answered what.

        Everybody who holds a place, waits or asked, the newest first.
        """
        return self._ask(
            "GET",
            "/api/pools/{pool}/answers",
            {"pool": pool},
            {"missing": missing, "cursor": cursor, "size": size},
        )

    def questions_of_place(self, place: str) -> shapes.GroupAnswers:
        """Show a group's answers.

        For those whose place it is, and for the organisers.
        """
        return self._ask("GET", "/api/places/{place}/answers", {"place": place}, {})

    def questions_change_answers(
        self,
        place: str,
        body: shapes.AnswersSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.GroupAnswers:
        """Change a group's answers.

        Holders until the time that the organiser set; organisers at any time.
        """
        return self._ask(
            "PUT",
            "/api/places/{place}/answers",
            {"place": place},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def questions_of_guest(
        self,
        body: shapes.PlaceLinkSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.GroupAnswers:
        """Show a guest's answers.

        By the secret of the link. Asked by POST to keep it out of addresses.
        """
        return self._ask(
            "POST",
            "/api/guest-place/answers",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def questions_change_of_guest(
        self,
        body: shapes.ChangingByLink,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.GroupAnswers:
        """Change a guest's answers.

        By the secret of the link, until the time that the organiser set.
        """
        return self._ask(
            "PUT",
            "/api/guest-place/answers",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def letters_send(
        self,
        slug: str,
        body: shapes.Letter,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.LetterSent:
        """Write to the guests.

        Told in the page and by mail, afterwards. Send an Idempotency-Key, so that a retry writes
        only once.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/letters",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def figures_show(self, slug: str) -> shapes.FiguresShown:
        """Show how sign-up went.

        Counted from the ledger, now.
        """
        return self._ask("GET", "/api/events/{slug}/figures", {"slug": slug}, {})

    def figures_report(
        self,
        *,
        club: str | None = None,
        begins: str | None = None,
        ends: str | None = None,
    ) -> shapes.ReportShown:
        """Report on all events of a period.

        Of the events that one manages.
        """
        return self._ask("GET", "/api/reports", {}, {"club": club, "begins": begins, "ends": ends})

    def join_requests_ask(
        self,
        body: shapes.JoinWish,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Asked:
        """Ask to join.

        Send the link that confirms to the address. Nothing is held, and nothing tells whether it
        is known.
        """
        return self._ask(
            "POST",
            "/api/join-requests",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def join_requests_confirm(
        self,
        body: shapes.PlaceLinkSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceDetailed:
        """Confirm by the link.

        Turn the wish into a place: confirmed, waitlisted or requested. A second time returns
        that place.
        """
        return self._ask(
            "POST",
            "/api/join-requests/confirmation",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def join_requests_show(
        self,
        body: shapes.PlaceLinkSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceDetailed:
        """Show a guest's place.

        The place behind the link, with the position in the queue. Asked by POST to keep the
        secret out of addresses.
        """
        return self._ask(
            "POST",
            "/api/guest-place",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def join_requests_accept(
        self,
        body: shapes.PlaceLinkSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceDetailed:
        """Accept an offer as a guest.

        Take the offered place, for the whole group.
        """
        return self._ask(
            "POST",
            "/api/guest-place/acceptance",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def join_requests_decline(
        self,
        body: shapes.PlaceLinkSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceDetailed:
        """Decline an offer as a guest.

        Give the offered place back; it goes to the next in line.
        """
        return self._ask(
            "POST",
            "/api/guest-place/refusal",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def join_requests_withdraw(
        self,
        body: shapes.LeavingByLink,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceDetailed:
        """Give a place up as a guest.

        What it held goes to the next in line at once.
        """
        return self._ask(
            "POST",
            "/api/guest-place/withdrawal",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def join_requests_rename(
        self,
        body: shapes.NamesByLink,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PlaceDetailed:
        """Rename who comes, as a guest.

        Oneself, and people of the group who have no account; who is left out keeps the name.
        """
        return self._ask(
            "PUT",
            "/api/guest-place/names",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def join_requests_list_files(
        self,
        body: shapes.PlaceLinkSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Page_FileShown_:
        """List files as a guest.

        Those that whoever has the place may download, by name: all of them for a confirmed one.
        """
        return self._ask(
            "POST",
            "/api/guest-place/files",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def join_requests_download(
        self,
        file: str,
        body: shapes.PlaceLinkSent,
        *,
        idempotency_key: str | None = None,
    ) -> bytes:
        """Download a file as a guest.

        Always as a download; whether it is theirs is asked each time.
        """
        return self._ask(
            "POST",
            "/api/guest-place/files/{file}/content",
            {"file": file},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def join_requests_calendar_file(
        self,
        body: shapes.PlaceLinkSent,
        *,
        idempotency_key: str | None = None,
    ) -> bytes:
        """A guest's event as a calendar file.

        iCalendar of what the place is at, whoever may see its page; of what has no time there is
        none.
        """
        return self._ask(
            "POST",
            "/api/guest-place/calendar",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def guest_data_ask(
        self,
        body: shapes.DataLinkWish,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Asked:
        """Ask for a link to what is held.

        Mailed to the address, good for two hours. Nothing tells whether the address is known.
        """
        return self._ask(
            "POST",
            "/api/guest-data/links",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def guest_data_show(
        self,
        body: shapes.DataLinkSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Held:
        """Count what is held on a guest.

        How many rows of what; the rows themselves are in the archive.
        """
        return self._ask(
            "POST",
            "/api/guest-data",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def guest_data_take_along(
        self,
        body: shapes.DataLinkSent,
        *,
        idempotency_key: str | None = None,
    ) -> bytes:
        """Take what is held along as a guest.

        A ZIP of JSON and files, written while it is answered, kept nowhere.
        """
        return self._ask(
            "POST",
            "/api/guest-data/export",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def guest_data_erase(
        self,
        body: shapes.DataLinkSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Erased:
        """Erase a guest.

        At once and for good: their places are given up, and the link is used up with everything
        else.
        """
        return self._ask(
            "POST",
            "/api/guest-data/erasure",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def guest_data_standings(
        self,
        body: shapes.DataLinkSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Page_ConsentShown_:
        """List what a guest may agree to.

        Every purpose with its text, and where they stand; nothing of it is needed to take part.
        """
        return self._ask(
            "POST",
            "/api/guest-data/consents",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def guest_data_history(
        self,
        body: shapes.DataLinkSent,
        *,
        cursor: str | None = None,
        size: int | None = None,
        idempotency_key: str | None = None,
    ) -> shapes.Page_WordShown_:
        """List what a guest agreed to.

        Every word, the newest first; none is ever changed.
        """
        return self._ask(
            "POST",
            "/api/guest-data/consents/history",
            {},
            {"cursor": cursor, "size": size},
            json=body,
            idempotency_key=idempotency_key,
        )

    def guest_data_give(
        self,
        purpose: str,
        body: shapes.AgreeingByLink,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ConsentShown:
        """Agree to a purpose as a guest.

        To today's text, as it was shown; another version is refused. A second time changes
        nothing.
        """
        return self._ask(
            "PUT",
            "/api/guest-data/consents/{purpose}",
            {"purpose": purpose},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def guest_data_withdraw(
        self,
        purpose: str,
        body: shapes.DataLinkSent,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ConsentShown:
        """Take a consent back as a guest.

        Holds at once, also for what is on its way. A second time changes nothing.
        """
        return self._ask(
            "POST",
            "/api/guest-data/consents/{purpose}/withdrawal",
            {"purpose": purpose},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def invitations_sent(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_InvitationShown_:
        """List an event's invitations.

        Everybody who was invited, the last first, for who manages the event.
        """
        return self._ask(
            "GET",
            "/api/events/{slug}/invitations",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def invitations_invite(
        self,
        slug: str,
        body: shapes.Invited,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.InvitationShown:
        """Invite somebody.

        The mail carries the link; who has an account also finds it there.
        """
        return self._ask(
            "POST",
            "/api/events/{slug}/invitations",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def invitations_mine(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_InvitationShown_:
        """List my invitations.

        Those to my account or my proved address, the last first.
        """
        return self._ask("GET", "/api/invitations", {}, {"cursor": cursor, "size": size})

    def invitations_show(self, invitation: str) -> shapes.InvitationShown:
        """Show my invitation.

        One of my invitations.
        """
        return self._ask("GET", "/api/invitations/{invitation}", {"invitation": invitation}, {})

    def invitations_accept(
        self,
        invitation: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.InvitationShown:
        """Accept an invitation.

        Take the pool's place, the held one where there is one. The invitation is used up.
        """
        return self._ask(
            "POST",
            "/api/invitations/{invitation}/acceptance",
            {"invitation": invitation},
            {},
            idempotency_key=idempotency_key,
        )

    def invitations_decline(
        self,
        invitation: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.InvitationShown:
        """Decline an invitation.

        Say no; a held place goes to the next in line.
        """
        return self._ask(
            "POST",
            "/api/invitations/{invitation}/refusal",
            {"invitation": invitation},
            {},
            idempotency_key=idempotency_key,
        )

    def invitations_revoke(
        self,
        invitation: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.InvitationShown:
        """Revoke an invitation.

        Take an open invitation back, with the place it held; for who manages the event.
        """
        return self._ask(
            "POST",
            "/api/invitations/{invitation}/revocation",
            {"invitation": invitation},
            {},
            idempotency_key=idempotency_key,
        )

    def invitations_by_link(
        self,
        body: shapes.InvitationLink,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.InvitationShown:
        """Show an invitation by its link.

        The invitation behind the link. Asked by POST to keep the secret out of addresses.
        """
        return self._ask(
            "POST",
            "/api/invitation-links",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def invitations_accept_by_link(
        self,
        body: shapes.InvitationLink,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.InvitationShown:
        """Accept by the link.

        Take the place without an account: the link proves the address, and is used up.
        """
        return self._ask(
            "POST",
            "/api/invitation-links/acceptance",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def invitations_decline_by_link(
        self,
        body: shapes.InvitationLink,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.InvitationShown:
        """Decline by the link.

        Say no without an account; the link is used up.
        """
        return self._ask(
            "POST",
            "/api/invitation-links/refusal",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def clubs_find(
        self,
        *,
        q: str | None = None,
        mine: bool | None = None,
        bin: bool | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_ClubShown_:
        """List clubs.

        Public clubs and one's own, by name.
        """
        return self._ask(
            "GET",
            "/api/clubs",
            {},
            {"q": q, "mine": mine, "bin": bin, "cursor": cursor, "size": size},
        )

    def clubs_found(
        self,
        body: shapes.ClubFounded,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ClubDetailed:
        """Found a club.

        The founder owns it.
        """
        return self._ask("POST", "/api/clubs", {}, {}, json=body, idempotency_key=idempotency_key)

    def clubs_show(self, slug: str) -> shapes.ClubDetailed:
        """Show a club.

        A public club, or one's own.
        """
        return self._ask("GET", "/api/clubs/{slug}", {"slug": slug}, {})

    def clubs_change(
        self,
        slug: str,
        body: shapes.ClubChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ClubDetailed:
        """Change a club.

        For owner and admins.
        """
        return self._ask(
            "PATCH",
            "/api/clubs/{slug}",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def clubs_set_logo(
        self,
        slug: str,
        file: tuple[str, bytes],
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ClubDetailed:
        """Give a club a logo.

        PNG, JPEG, WebP or GIF, up to 5 MB: the middle of it is drawn anew.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/logo",
            {"slug": slug},
            {},
            files={"file": file},
            data={},
            idempotency_key=idempotency_key,
        )

    def clubs_remove_logo(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ClubDetailed:
        """Take the logo of a club away.

        A second time changes nothing.
        """
        return self._ask(
            "DELETE",
            "/api/clubs/{slug}/logo",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def clubs_show_second_factor(self, slug: str) -> shapes.FactorRule:
        """Show who needs a second factor.

        For owner and admins.
        """
        return self._ask("GET", "/api/clubs/{slug}/second-factor", {"slug": slug}, {})

    def clubs_ask_second_factor(
        self,
        slug: str,
        body: shapes.FactorRuleChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.FactorRule:
        """Ask for a second factor.

        For owner and admins, with a second factor of their own. Who has none is told; from
        `starts_at` on, what a
        role allows is refused to them with the code `second_factor_needed`, with a token too.
        """
        return self._ask(
            "PUT",
            "/api/clubs/{slug}/second-factor",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def clubs_discard(self, slug: str, *, idempotency_key: str | None = None) -> shapes.ClubShown:
        """Put a club into the bin.

        Its pages and its events are gone until it is restored; for the owner. Refused while an
        event is published.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/discard",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def clubs_restore(self, slug: str, *, idempotency_key: str | None = None) -> shapes.ClubShown:
        """Take a club out of the bin.

        As it was; for the owner.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/restoration",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def clubs_hand_over(
        self,
        slug: str,
        body: shapes.HandOver,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ClubDetailed:
        """Hand a club over.

        Make a member the owner; the owner becomes an admin.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/hand-over",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def members_members(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_MemberShown_:
        """List the members of a club.

        Today's members, for members, by when they joined.
        """
        return self._ask(
            "GET",
            "/api/clubs/{slug}/members",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def members_change_role(
        self,
        slug: str,
        person: str,
        body: shapes.RoleChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.MemberShown:
        """Give a member another role.

        For owner and admins; the owner's role changes by handing the club over.
        """
        return self._ask(
            "PATCH",
            "/api/clubs/{slug}/members/{person}",
            {"slug": slug, "person": person},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def members_end(
        self,
        slug: str,
        person: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.MemberShown:
        """End a membership.

        One's own, or for owner and admins another's. The owner hands the club over first.
        """
        return self._ask(
            "DELETE",
            "/api/clubs/{slug}/members/{person}",
            {"slug": slug, "person": person},
            {},
            idempotency_key=idempotency_key,
        )

    def members_requests(
        self,
        slug: str,
        *,
        decision: Literal["open", "approved", "rejected", "withdrawn", "all"] | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_RequestShown_:
        """List who asks to join.

        For owner and admins, the first to ask first.
        """
        return self._ask(
            "GET",
            "/api/clubs/{slug}/requests",
            {"slug": slug},
            {"decision": decision, "cursor": cursor, "size": size},
        )

    def members_ask(
        self,
        slug: str,
        body: shapes.Asking | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RequestShown:
        """Ask to join a club.

        Asking again returns the open request.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/requests",
            {"slug": slug},
            {},
            json=body or {},
            idempotency_key=idempotency_key,
        )

    def members_mine(
        self,
        *,
        decision: Literal["open", "approved", "rejected", "withdrawn", "all"] | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_RequestShown_:
        """List my requests to join clubs.

        The last first, with the answers.
        """
        return self._ask(
            "GET",
            "/api/club-requests",
            {},
            {"decision": decision, "cursor": cursor, "size": size},
        )

    def members_approve(
        self,
        membership_request: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RequestShown:
        """Let somebody in.

        For owner and admins.
        """
        return self._ask(
            "POST",
            "/api/club-requests/{membership_request}/approval",
            {"membership_request": membership_request},
            {},
            idempotency_key=idempotency_key,
        )

    def members_reject(
        self,
        membership_request: str,
        body: shapes.ReasonSent | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RequestShown:
        """Turn somebody down.

        For owner and admins, with the reason they are told.
        """
        return self._ask(
            "POST",
            "/api/club-requests/{membership_request}/rejection",
            {"membership_request": membership_request},
            {},
            json=body or {},
            idempotency_key=idempotency_key,
        )

    def members_withdraw(
        self,
        membership_request: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RequestShown:
        """Take my request back.

        One's own open request.
        """
        return self._ask(
            "POST",
            "/api/club-requests/{membership_request}/withdrawal",
            {"membership_request": membership_request},
            {},
            idempotency_key=idempotency_key,
        )

    def club_invitations_unanswered(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_ClubInvitationShown_:
        """List a club's open invitations.

        Those that nobody has answered, for owner and admins.
        """
        return self._ask(
            "GET",
            "/api/clubs/{slug}/invitations",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def club_invitations_invite(
        self,
        slug: str,
        body: shapes.IntoClub,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ClubInvitationShown:
        """Invite into a club.

        The mail carries the link.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/invitations",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def club_invitations_revoke(
        self,
        invitation: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ClubInvitationShown:
        """Take it back.

        For owner and admins, while it is open.
        """
        return self._ask(
            "POST",
            "/api/club-invitations/{invitation}/revocation",
            {"invitation": invitation},
            {},
            idempotency_key=idempotency_key,
        )

    def club_invitations_mine(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_ClubInvitationShown_:
        """List my club invitations.

        Open ones to my address.
        """
        return self._ask("GET", "/api/club-invitations", {}, {"cursor": cursor, "size": size})

    def club_invitations_join(
        self,
        invitation: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.MemberShown:
        """Join a club.

        One becomes a member in the role of the invitation, which is used up.
        """
        return self._ask(
            "POST",
            "/api/club-invitations/{invitation}/acceptance",
            {"invitation": invitation},
            {},
            idempotency_key=idempotency_key,
        )

    def club_invitations_refuse(
        self,
        invitation: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Declined:
        """Decline to join a club.

        Say no; the invitation is used up.
        """
        return self._ask(
            "POST",
            "/api/club-invitations/{invitation}/refusal",
            {"invitation": invitation},
            {},
            idempotency_key=idempotency_key,
        )

    def club_invitations_by_link(
        self,
        body: shapes.ClubInvitationLink,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ClubInvitationShown:
        """Show by the link.

        The invitation behind the link. Asked by POST to keep the secret out of addresses.
        """
        return self._ask(
            "POST",
            "/api/club-invitation-links",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def club_invitations_accept(
        self,
        body: shapes.ClubInvitationLink,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.MemberShown:
        """Join a club by the link.

        Signed in, one becomes a member in the role of the invitation; the link is used up.
        """
        return self._ask(
            "POST",
            "/api/club-invitation-links/acceptance",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def club_invitations_decline(
        self,
        body: shapes.ClubInvitationLink,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Declined:
        """Decline by the link.

        Say no; the link is used up.
        """
        return self._ask(
            "POST",
            "/api/club-invitation-links/refusal",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def club_news_send(
        self,
        slug: str,
        body: shapes.News,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.NewsSent:
        """Write news of a club.

        To members and to who took part in its events, as far as they agreed to news of clubs.

        Send an Idempotency-Key, so that a retry writes only once.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/news",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def guild_channels_list_channels(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_ServerChannelShown_:
        """List Discord channels.

        What the bot made or uses on the club's server, by name. For owner and admins.
        """
        return self._ask(
            "GET",
            "/api/clubs/{slug}/discord/channels",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def guild_channels_archive(
        self,
        slug: str,
        event: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Archive an event's channel.

        Before its days are over, once the event is over or cancelled. For owner and admins.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/discord/channels/{event}/archiving",
            {"slug": slug, "event": event},
            {},
            idempotency_key=idempotency_key,
        )

    def guild_channels_bring_back(
        self,
        slug: str,
        event: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Bring an event's channel back.

        Out of the archive, where it was put by hand: the clock archives it in its time. For
        owner and admins.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/discord/channels/{event}/return",
            {"slug": slug, "event": event},
            {},
            idempotency_key=idempotency_key,
        )

    def guild_members_order(
        self,
        slug: str,
        body: shapes.SyncWanted | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.MemberSyncShown:
        """Have the members of a Discord server looked at.

        For owner and admins. It ends in some seconds: ask for it until it is no longer
        `waiting`; ordered meanwhile, it
        is the same.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/discord/sync-members",
            {"slug": slug},
            {},
            json=body or {},
            idempotency_key=idempotency_key,
        )

    def guild_members_show(self, slug: str) -> shapes.MemberSyncShown:
        """Show the last look at the members of a Discord server.

        For owner and admins.
        """
        return self._ask("GET", "/api/clubs/{slug}/discord/sync-members", {"slug": slug}, {})

    def guild_members_people(
        self,
        slug: str,
        *,
        standing: Literal["", "new", "left", "waiting", "conflicting", "unlinked"] | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_ServerMemberShown_:
        """List who is on a Discord server.

        What the last look said of everybody but the matched, by name; for owner and admins.
        """
        return self._ask(
            "GET",
            "/api/clubs/{slug}/discord/sync-members/people",
            {"slug": slug},
            {"standing": standing, "cursor": cursor, "size": size},
        )

    def guild_settings_show(self, slug: str) -> shapes.ServerSettings:
        """Show what a club chose for its Discord server.

        Also before a server is linked. For owner and admins.
        """
        return self._ask("GET", "/api/clubs/{slug}/discord/settings", {"slug": slug}, {})

    def guild_settings_change(
        self,
        slug: str,
        body: shapes.ServerSettingsWanted,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ServerSettings:
        """Choose how a club's Discord server is built.

        What is left out stays as it is. `auto_create_channels` of a linked server can be
        switched on once somebody
        looked what would change. For owner and admins.
        """
        return self._ask(
            "PUT",
            "/api/clubs/{slug}/discord/settings",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def guilds_invite(
        self,
        body: shapes.BotInvitationWanted,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.BotInvitationShown:
        """Let the bot into a Discord server.

        Give the address at Discord where whoever manages a server lets the bot in, with the
        permissions that it needs
        and no others. On the way back the server is linked to the club. For owner and admins.
        """
        return self._ask(
            "POST",
            "/api/discord/bot-invite-url",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def guilds_look(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ServerLookShown:
        """Have it looked at what would change on a Discord server.

        A dry run: nothing is done. It ends in some seconds: ask until it is under way no more.
        For owner and admins.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/discord/look",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def guilds_show(self, slug: str) -> shapes.ServerLookShown:
        """Show the last look at a Discord server.

        What would be or was left to do, what the bot can't do, what waits. For owner and admins.
        """
        return self._ask("GET", "/api/clubs/{slug}/discord/look", {"slug": slug}, {})

    def guilds_begin(self, slug: str, *, idempotency_key: str | None = None) -> None:
        """Let the bot build a Discord server.

        From now on, after a look that was not cut off. For owner and admins.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/discord/beginning",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def guilds_list_removals(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_RemovalShown_:
        """List removals on a Discord server that wait.

        Exactly what would go, by kind and name. For owner and admins.
        """
        return self._ask(
            "GET",
            "/api/clubs/{slug}/discord/removals",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def guilds_approve_removals(
        self,
        slug: str,
        body: shapes.RemovalsDecided,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RemovalsNumber:
        """Let what waits on a Discord server go.

        All of it, if it is what was looked at. For owner and admins.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/discord/removals/approval",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def guilds_keep_removals(
        self,
        slug: str,
        body: shapes.RemovalsDecided,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.RemovalsNumber:
        """Keep what waits on a Discord server.

        All of it, if it is what was looked at: it is the server's own from then on. For owner
        and admins.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/discord/removals/keeping",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def me_show(self) -> shapes.Profile:
        """Show my profile.

        Who the token or the session belongs to.
        """
        return self._ask("GET", "/api/me", {}, {})

    def me_change(
        self,
        body: shapes.ProfileChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Profile:
        """Change my profile.

        Name, language, zone and what others may read of me.
        """
        return self._ask("PATCH", "/api/me", {}, {}, json=body, idempotency_key=idempotency_key)

    def me_set_picture(
        self,
        file: tuple[str, bytes],
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Profile:
        """Show a picture of me.

        PNG, JPEG, WebP or GIF, up to 5 MB: the middle of it is drawn anew.
        """
        return self._ask(
            "POST",
            "/api/me/picture",
            {},
            {},
            files={"file": file},
            data={},
            idempotency_key=idempotency_key,
        )

    def me_remove_picture(self, *, idempotency_key: str | None = None) -> shapes.Profile:
        """Take my picture away.

        A second time changes nothing.
        """
        return self._ask("DELETE", "/api/me/picture", {}, {}, idempotency_key=idempotency_key)

    def me_tokens(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_TokenShown_:
        """List my API tokens.

        Also those that expired or were revoked, the newest first; never their secrets.
        """
        return self._ask("GET", "/api/tokens", {}, {"cursor": cursor, "size": size})

    def me_make_token(
        self,
        body: shapes.NewToken,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TokenMade:
        """Make an API token.

        The secret is in this answer and nowhere else. Only signed in: a token makes no tokens.
        """
        return self._ask("POST", "/api/tokens", {}, {}, json=body, idempotency_key=idempotency_key)

    def me_revoke_token(
        self,
        token: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.TokenShown:
        """Revoke an API token.

        At once and for good; a second time changes nothing.
        """
        return self._ask(
            "POST",
            "/api/tokens/{token}/revocation",
            {"token": token},
            {},
            idempotency_key=idempotency_key,
        )

    def me_list_feeds(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_FeedShown_:
        """List my calendar addresses.

        Also those that were revoked, the newest first; never their secrets.
        """
        return self._ask("GET", "/api/feeds", {}, {"cursor": cursor, "size": size})

    def me_make_feed(
        self,
        body: shapes.NewFeed | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.FeedMade:
        """Make a calendar address.

        For my own places, or for a club. The address is in this answer and nowhere else.
        """
        return self._ask(
            "POST",
            "/api/feeds",
            {},
            {},
            json=body or {},
            idempotency_key=idempotency_key,
        )

    def me_revoke_feed(self, feed: str, *, idempotency_key: str | None = None) -> shapes.FeedShown:
        """Revoke a calendar address.

        At once and for good; a second time changes nothing.
        """
        return self._ask(
            "POST",
            "/api/feeds/{feed}/revocation",
            {"feed": feed},
            {},
            idempotency_key=idempotency_key,
        )

    def consents_standings(self) -> shapes.Page_ConsentShown_:
        """List what I may agree to.

        Every purpose with its text, and where I stand; nothing of it is needed to take part.
        """
        return self._ask("GET", "/api/me/consents", {}, {})

    def consents_history(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_WordShown_:
        """List what I agreed to, and took back.

        Every word, the newest first; none is ever changed.
        """
        return self._ask("GET", "/api/me/consents/history", {}, {"cursor": cursor, "size": size})

    def consents_give(
        self,
        purpose: str,
        body: shapes.Agreeing,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ConsentShown:
        """Agree to a purpose.

        To today's text, as it was shown; another version is refused. A second time changes
        nothing.
        """
        return self._ask(
            "PUT",
            "/api/me/consents/{purpose}",
            {"purpose": purpose},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def consents_withdraw(
        self,
        purpose: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ConsentShown:
        """Take a consent back.

        Holds at once, also for what is on its way. A second time changes nothing.
        """
        return self._ask(
            "DELETE",
            "/api/me/consents/{purpose}",
            {"purpose": purpose},
            {},
            idempotency_key=idempotency_key,
        )

    def my_data_show(self) -> shapes.Held:
        """Count what is held on me.

        How many rows of what; the rows themselves are in the archive.
        """
        return self._ask("GET", "/api/me/data", {}, {})

    def my_data_take_along(self, *, idempotency_key: str | None = None) -> bytes:
        """Take what is held on me along.

        A ZIP of JSON and files, written while it is answered, kept nowhere. Signed in, with the
        password given again.
        """
        return self._ask("POST", "/api/me/data/export", {}, {}, idempotency_key=idempotency_key)

    def my_data_look(self) -> shapes.Erasable:
        """Ask whether I can be erased.

        Nothing is changed. Who owns a club, or alone offers something published, hands it over
        first.

        Signed in, with the password given again, as for the erasure itself: it tries all that
        the erasure would do.
        """
        return self._ask("GET", "/api/me/erasure", {}, {})

    def my_data_erase(self, *, idempotency_key: str | None = None) -> shapes.Erased:
        """Erase me.

        At once and for good: my places are given up, my account is closed. Signed in, with the
        password given again.
        """
        return self._ask("POST", "/api/me/erasure", {}, {}, idempotency_key=idempotency_key)

    def ways_in_show(self) -> shapes.WaysIn:
        """Show how I sign in.

        Password, second factors and Discord; never a secret.
        """
        return self._ask("GET", "/api/me/ways-in", {}, {})

    def ways_in_keep(self, *, idempotency_key: str | None = None) -> shapes.WaysIn:
        """Keep my second factor.

        Where an admin was told that it is lost; otherwise nothing happens.
        """
        return self._ask(
            "DELETE",
            "/api/me/second-factor-reset",
            {},
            {},
            idempotency_key=idempotency_key,
        )

    def ways_in_unlink(self, *, idempotency_key: str | None = None) -> shapes.WaysIn:
        """Unlink Discord.

        Only signed in, with the password given again; refused while nothing else opens the
        account.
        """
        return self._ask("DELETE", "/api/me/discord", {}, {}, idempotency_key=idempotency_key)

    def sessions_of_mine(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_SignInSessionShown_:
        """List my sessions.

        Those that still hold, the latest seen first. API tokens are no sessions.
        """
        return self._ask("GET", "/api/sessions", {}, {"cursor": cursor, "size": size})

    def sessions_end_others(self, *, idempotency_key: str | None = None) -> shapes.Ended:
        """Sign out everywhere else.

        Every browser but the one that asks; with a token, every browser.
        """
        return self._ask(
            "POST",
            "/api/sessions/revocation",
            {},
            {},
            idempotency_key=idempotency_key,
        )

    def sessions_end(self, session: int, *, idempotency_key: str | None = None) -> shapes.Ended:
        """Sign a browser out.

        At once; where it is the one that asks, that is signed out.
        """
        return self._ask(
            "POST",
            "/api/sessions/{session}/revocation",
            {"session": session},
            {},
            idempotency_key=idempotency_key,
        )

    def sign_ins_latest(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_SignInShown_:
        """List my latest sign-ins.

        As many as are kept, the newest first.
        """
        return self._ask("GET", "/api/me/sign-ins", {}, {"cursor": cursor, "size": size})

    def address_changes_ask(
        self,
        body: shapes.NewAddress,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.AddressChangeShown:
        """Ask for another address.

        A link goes to the new address, a notice to the present one; nothing changes before the
        link is used.

        The answer is the same whether or not the address is known. Only signed in, with the
        password given again
        within five minutes (/account/again): a token opens no other way into the account.
        """
        return self._ask(
            "POST",
            "/api/me/address-change",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def address_changes_show(self) -> shapes.AddressChangeShown:
        """Show the address that waits for its proof.

        404 where none does.
        """
        return self._ask("GET", "/api/me/address-change", {}, {})

    def address_changes_withdraw(self, *, idempotency_key: str | None = None) -> shapes.AddressKept:
        """Keep the present address.

        The link that was sent opens nothing any more; without one, nothing happens.
        """
        return self._ask(
            "DELETE",
            "/api/me/address-change",
            {},
            {},
            idempotency_key=idempotency_key,
        )

    def notices_mine(
        self,
        *,
        unread: bool | None = None,
        about: str | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_NoticeShown_:
        """List my notices.

        The newest first.
        """
        return self._ask(
            "GET",
            "/api/notices",
            {},
            {"unread": unread, "about": about, "cursor": cursor, "size": size},
        )

    def notices_read_all(self, *, idempotency_key: str | None = None) -> shapes.Unread:
        """Mark all notices as read.

        Returns how many are unread now.
        """
        return self._ask("POST", "/api/notices/reading", {}, {}, idempotency_key=idempotency_key)

    def notices_read(self, notice: str, *, idempotency_key: str | None = None) -> shapes.Unread:
        """Mark a notice as read.

        Returns how many are unread now.
        """
        return self._ask(
            "POST",
            "/api/notices/{notice}/reading",
            {"notice": notice},
            {},
            idempotency_key=idempotency_key,
        )

    def notice_choices_show(self) -> shapes.ChoicesShown:
        """Show what I want to hear.

        Every matter by every channel, with what can't be switched off and why.
        """
        return self._ask("GET", "/api/notice-choices", {}, {})

    def notice_choices_change(
        self,
        body: shapes.ChoicesChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ChoicesShown:
        """Choose what I hear.

        Holds at once, also for what is on its way.
        """
        return self._ask(
            "PATCH",
            "/api/notice-choices",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def notice_choices_mute(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ChoicesShown:
        """Mute a club.

        Of a muted club one reads in the page alone, but for what is necessary.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/mute",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def notice_choices_unmute(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ChoicesShown:
        """Unmute a club.

        Hear of the club as of any other.
        """
        return self._ask(
            "DELETE",
            "/api/clubs/{slug}/mute",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def notice_choices_show_link(
        self,
        body: shapes.ByMailLink,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.LinkShown:
        """Show what a mail's link stops.

        Asked by POST to keep the secret out of addresses.
        """
        return self._ask(
            "POST",
            "/api/notice-link",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def notice_choices_stop(
        self,
        body: shapes.ByMailLink,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.LinkShown:
        """Stop such mails.

        What is necessary is refused, with the reason.
        """
        return self._ask(
            "POST",
            "/api/notice-link/stop",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def notice_choices_choose_by_link(
        self,
        body: shapes.WishesByLink,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.LinkShown:
        """Choose as a guest what I hear.

        For who has no account; somebody with one chooses signed in, or with a token.
        """
        return self._ask(
            "POST",
            "/api/notice-link/choices",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def browsers_key(self) -> shapes.PushKey:
        """Show the key for push.

        The same for everybody. A browser that subscribed with another one is not reached.
        """
        return self._ask("GET", "/api/push-key", {}, {})

    def browsers_mine(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_BrowserShown_:
        """List the browsers that push reaches.

        The newest first; never their addresses and keys. One that is gone drops out by itself.
        """
        return self._ask("GET", "/api/me/browsers", {}, {"cursor": cursor, "size": size})

    def browsers_add(
        self,
        body: shapes.NewBrowser,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.BrowserShown:
        """Have push reach a browser.

        Given again, it keeps its place and gets its new keys; whoever used it before is no
        longer reached by it.
        """
        return self._ask(
            "POST",
            "/api/me/browsers",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def browsers_remove(self, browser: str, *, idempotency_key: str | None = None) -> None:
        """Have push reach a browser no more.

        At once, also for what is on its way.
        """
        return self._ask(
            "DELETE",
            "/api/me/browsers/{browser}",
            {"browser": browser},
            {},
            idempotency_key=idempotency_key,
        )

    def webhooks_kinds(self) -> shapes.Page_WebhookKind_:
        """List what can be heard of.

        In the order of the documentation, in words of the language of Accept-Language.
        """
        return self._ask("GET", "/api/webhook-kinds", {}, {})

    def webhooks_mine(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_WebhookShown_:
        """List my webhooks.

        One's own, the newest first; a club's are under the club.
        """
        return self._ask("GET", "/api/webhooks", {}, {"cursor": cursor, "size": size})

    def webhooks_make_own(
        self,
        body: shapes.NewWebhook,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WebhookMade:
        """Make a webhook of my own.

        It hears of the events that I organise myself. The secret is in this answer and nowhere
        else.
        """
        return self._ask(
            "POST",
            "/api/webhooks",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def webhooks_of_club(
        self,
        slug: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_WebhookShown_:
        """List a club's webhooks.

        For owner and admins, the newest first.
        """
        return self._ask(
            "GET",
            "/api/clubs/{slug}/webhooks",
            {"slug": slug},
            {"cursor": cursor, "size": size},
        )

    def webhooks_make_for_club(
        self,
        slug: str,
        body: shapes.NewWebhook,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WebhookMade:
        """Make a webhook of a club.

        It hears of the club's events and members. The secret is in this answer and nowhere else.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/webhooks",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def webhooks_make_store(
        self,
        slug: str,
        body: shapes.NewRecordStore,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WebhookShown:
        """Connect a record store of a club.

        It is told in xAPI statements what those learn in the club's courses who agree to it; its
        secret is not shown.

        It stands among the club's webhooks, and is paused, tested, replayed and removed as they
        are.
        """
        return self._ask(
            "POST",
            "/api/clubs/{slug}/record-stores",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def webhooks_change_store(
        self,
        webhook: str,
        body: shapes.RecordStoreChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WebhookShown:
        """Change a record store.

        Its name, address and login. Of a webhook that is no record store there is nothing here:
        404.
        """
        return self._ask(
            "PUT",
            "/api/webhooks/{webhook}/record-store",
            {"webhook": webhook},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def webhooks_show(self, webhook: str) -> shapes.WebhookShown:
        """Show a webhook.

        Without its secret, which was shown once.
        """
        return self._ask("GET", "/api/webhooks/{webhook}", {"webhook": webhook}, {})

    def webhooks_change(
        self,
        webhook: str,
        body: shapes.WebhookChanged,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WebhookShown:
        """Change a webhook.

        What is on its way goes to the new address.
        """
        return self._ask(
            "PATCH",
            "/api/webhooks/{webhook}",
            {"webhook": webhook},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def webhooks_remove(
        self,
        webhook: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WebhookShown:
        """Remove a webhook.

        With its secrets and its log; what is on its way is not sent. Returns it as it was.
        """
        return self._ask(
            "DELETE",
            "/api/webhooks/{webhook}",
            {"webhook": webhook},
            {},
            idempotency_key=idempotency_key,
        )

    def webhooks_pause(
        self,
        webhook: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WebhookShown:
        """Pause a webhook.

        It is told nothing until it is resumed.
        """
        return self._ask(
            "POST",
            "/api/webhooks/{webhook}/pause",
            {"webhook": webhook},
            {},
            idempotency_key=idempotency_key,
        )

    def webhooks_resume(
        self,
        webhook: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WebhookShown:
        """Resume a webhook.

        It is told what happens from now on; for what it missed, replay.
        """
        return self._ask(
            "POST",
            "/api/webhooks/{webhook}/resumption",
            {"webhook": webhook},
            {},
            idempotency_key=idempotency_key,
        )

    def webhooks_rotate(
        self,
        webhook: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.WebhookMade:
        """Make a new secret.

        The present one signs along with it for 24 hours. The secret is in this answer and
        nowhere else.
        """
        return self._ask(
            "POST",
            "/api/webhooks/{webhook}/secret",
            {"webhook": webhook},
            {},
            idempotency_key=idempotency_key,
        )

    def webhooks_test(
        self,
        webhook: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.DeliveryShown:
        """Send a test.

        A message of type `webhook.test` is on its way; look at its delivery.
        """
        return self._ask(
            "POST",
            "/api/webhooks/{webhook}/test",
            {"webhook": webhook},
            {},
            idempotency_key=idempotency_key,
        )

    def webhooks_replay_since(
        self,
        webhook: str,
        body: shapes.Replay,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Replaying:
        """Send everything since a time again.

        Also what happened while it was off, each with the id it had; at most thirty days back.
        """
        return self._ask(
            "POST",
            "/api/webhooks/{webhook}/replay",
            {"webhook": webhook},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def webhooks_sent(
        self,
        webhook: str,
        *,
        state: str | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_DeliveryShown_:
        """List what was sent.

        The latest first; the log goes back thirty days.
        """
        return self._ask(
            "GET",
            "/api/webhooks/{webhook}/deliveries",
            {"webhook": webhook},
            {"state": state, "cursor": cursor, "size": size},
        )

    def webhooks_tries(
        self,
        webhook: str,
        delivery: str,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_AttemptShown_:
        """List the tries.

        Of one delivery, the last first.
        """
        return self._ask(
            "GET",
            "/api/webhooks/{webhook}/deliveries/{delivery}/attempts",
            {"webhook": webhook, "delivery": delivery},
            {"cursor": cursor, "size": size},
        )

    def webhooks_replay(
        self,
        webhook: str,
        delivery: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.DeliveryShown:
        """Send it again.

        With the same id and the whole schedule.
        """
        return self._ask(
            "POST",
            "/api/webhooks/{webhook}/deliveries/{delivery}/replay",
            {"webhook": webhook, "delivery": delivery},
            {},
            idempotency_key=idempotency_key,
        )

    def audit_browse(
        self,
        *,
        club: str | None = None,
        action: str | None = None,
        actor: str | None = None,
        resource: str | None = None,
        resource_id: str | None = None,
        after: str | None = None,
        before: str | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_EntryShown_:
        """Browse the audit.

        What one may read of it, the last act first; nothing for who looks after no club.
        """
        return self._ask(
            "GET",
            "/api/audit",
            {},
            {"club": club, "action": action, "actor": actor, "resource": resource, "resource_id": resource_id, "after": after, "before": before, "cursor": cursor, "size": size},
        )

    def platform_overview(self) -> shapes.Overview:
        """Show the platform at a glance.

        How much there is, and what asks for attention.
        """
        return self._ask("GET", "/api/platform/overview", {}, {})

    def platform_people_find(
        self,
        *,
        q: str | None = None,
        standing: Literal["", "member", "owner", "admin", "closed", "guest"] | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_PersonListed_:
        """Find people.

        By name; addresses are told by the look at one person.
        """
        return self._ask(
            "GET",
            "/api/platform/people",
            {},
            {"q": q, "standing": standing, "cursor": cursor, "size": size},
        )

    def platform_people_show(self, person: str) -> shapes.PersonKnown:
        """Look at a person.

        The look is recorded.
        """
        return self._ask("GET", "/api/platform/people/{person}", {"person": person}, {})

    def platform_people_change_role(
        self,
        person: str,
        body: shapes.RoleGiven,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PersonListed:
        """Give a role on the platform.

        Not one's own; the last admin stays one.
        """
        return self._ask(
            "POST",
            "/api/platform/people/{person}/role",
            {"person": person},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def platform_people_close(
        self,
        person: str,
        body: shapes.Closing,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PersonListed:
        """Close an account.

        Its sessions, tokens and calendar addresses open nothing; its places stay.
        """
        return self._ask(
            "POST",
            "/api/platform/people/{person}/closing",
            {"person": person},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def platform_people_open_again(
        self,
        person: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.PersonListed:
        """Open an account again.

        An open one is left as it is.
        """
        return self._ask(
            "POST",
            "/api/platform/people/{person}/opening",
            {"person": person},
            {},
            idempotency_key=idempotency_key,
        )

    def platform_people_sign_out(self, person: str, *, idempotency_key: str | None = None) -> None:
        """Sign somebody out everywhere.

        Every session of theirs ends at once; tokens go on.
        """
        return self._ask(
            "POST",
            "/api/platform/people/{person}/sign-out",
            {"person": person},
            {},
            idempotency_key=idempotency_key,
        )

    def platform_people_send_link(self, person: str, *, idempotency_key: str | None = None) -> None:
        """Send somebody a link to get in.

        To choose a new password, or to open an account.
        """
        return self._ask(
            "POST",
            "/api/platform/people/{person}/link",
            {"person": person},
            {},
            idempotency_key=idempotency_key,
        )

    def platform_people_ask_reset(
        self,
        person: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ResetAsked:
        """Take a second factor away.

        In a day, of which its owner is told; it stays if they sign in with it before then.
        """
        return self._ask(
            "POST",
            "/api/platform/people/{person}/second-factor-reset",
            {"person": person},
            {},
            idempotency_key=idempotency_key,
        )

    def platform_people_keep(self, person: str, *, idempotency_key: str | None = None) -> None:
        """Leave somebody the second factor.

        Takes back what was asked for and is not done yet.
        """
        return self._ask(
            "DELETE",
            "/api/platform/people/{person}/second-factor-reset",
            {"person": person},
            {},
            idempotency_key=idempotency_key,
        )

    def platform_clubs_find(
        self,
        *,
        q: str | None = None,
        standing: Literal["", "open", "binned", "ownerless"] | None = None,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_ClubListed_:
        """Find any club.

        Hidden ones and those in the bin, too.
        """
        return self._ask(
            "GET",
            "/api/platform/clubs",
            {},
            {"q": q, "standing": standing, "cursor": cursor, "size": size},
        )

    def platform_clubs_show(self, slug: str) -> shapes.ClubKnown:
        """Look at any club.

        With its owner.
        """
        return self._ask("GET", "/api/platform/clubs/{slug}", {"slug": slug}, {})

    def platform_clubs_discard(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ClubListed:
        """Put any club into the bin.

        Its pages are gone until it is restored.
        """
        return self._ask(
            "POST",
            "/api/platform/clubs/{slug}/discard",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def platform_clubs_restore(
        self,
        slug: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ClubListed:
        """Take any club out of the bin.

        As it was.
        """
        return self._ask(
            "POST",
            "/api/platform/clubs/{slug}/restoration",
            {"slug": slug},
            {},
            idempotency_key=idempotency_key,
        )

    def platform_clubs_entrust(
        self,
        slug: str,
        body: shapes.NewOwner,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.ClubKnown:
        """Give a club a new owner.

        For a club whose owner is gone; who owned it becomes an admin of it.
        """
        return self._ask(
            "POST",
            "/api/platform/clubs/{slug}/ownership",
            {"slug": slug},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def platform_categories_add(
        self,
        body: shapes.CategoryNames,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CategoryShown:
        """Add a category.

        After the others; its slug follows from its English name and stays.
        """
        return self._ask(
            "POST",
            "/api/platform/categories",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def platform_categories_rename(
        self,
        category: str,
        body: shapes.CategoryNames,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.CategoryShown:
        """Name a category anew.

        Events that have it keep it.
        """
        return self._ask(
            "PUT",
            "/api/platform/categories/{category}",
            {"category": category},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def platform_categories_remove(
        self,
        category: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Remove a category.

        Events that have it are in none from then on.
        """
        return self._ask(
            "DELETE",
            "/api/platform/categories/{category}",
            {"category": category},
            {},
            idempotency_key=idempotency_key,
        )

    def platform_categories_move(
        self,
        category: str,
        body: shapes.CategoryMoved,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Move a category in the list.

        Past the end of the list it stands at the end.
        """
        return self._ask(
            "POST",
            "/api/platform/categories/{category}/move",
            {"category": category},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def platform_flags_find(self) -> shapes.Page_FlagShown_:
        """List the features with a switch.

        All of them.
        """
        return self._ask("GET", "/api/platform/flags", {}, {})

    def platform_flags_switch(
        self,
        flag: str,
        body: shapes.Switched,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.FlagShown:
        """Switch a feature.

        It holds everywhere within a few seconds.
        """
        return self._ask(
            "POST",
            "/api/platform/flags/{flag}/switch",
            {"flag": flag},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def platform_flags_reset(
        self,
        flag: str,
        body: shapes.Reset,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.FlagShown:
        """Take a switch away.

        What stands above it decides again.
        """
        return self._ask(
            "POST",
            "/api/platform/flags/{flag}/reset",
            {"flag": flag},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )

    def platform_flags_removal(self, flag: str, *, idempotency_key: str | None = None) -> None:
        """Remove what is left of a switch.

        Of one that has no switch any more.
        """
        return self._ask(
            "POST",
            "/api/platform/flags/{flag}/removal",
            {"flag": flag},
            {},
            idempotency_key=idempotency_key,
        )

    def outbox_dead(
        self,
        *,
        cursor: str | None = None,
        size: int | None = None,
    ) -> shapes.Page_DeadLetter_:
        """List parked work.

        The last parked first.
        """
        return self._ask("GET", "/api/platform/dead-letters", {}, {"cursor": cursor, "size": size})

    def outbox_replay(
        self,
        message: str,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.DeadLetter:
        """Try parked work again.

        Gives it a new set of tries, at once.
        """
        return self._ask(
            "POST",
            "/api/platform/dead-letters/{message}/replay",
            {"message": message},
            {},
            idempotency_key=idempotency_key,
        )

    def outbox_replay_topic(
        self,
        body: shapes.TopicReplayed,
        *,
        idempotency_key: str | None = None,
    ) -> shapes.Replayed:
        """Try all parked work of a topic again.

        At most 500 at once, the first parked first.
        """
        return self._ask(
            "POST",
            "/api/platform/dead-letters/replay",
            {},
            {},
            json=body,
            idempotency_key=idempotency_key,
        )
