"""More of everything that a list of the house can show: around the public event, the open club and its owner."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.test import Client

from lineup.core.clubs import clubs, memberships
from lineup.core.clubs import invitations as club_invitations
from lineup.core.consents import consents
from lineup.core.notices.models import Notice
from lineup.core.outbox.models import Message
from lineup.core.participation import (
    feeds,
    holdings,
    imports,
    invitations,
    offerings,
    places,
    qualifications,
    questions,
)
from lineup.core.participation.holdings import Grant
from lineup.core.participation.models import ImportLine, Offering, PeopleImport, Place, PlaceChange, Pool, Qualification
from lineup.core.people import api_tokens
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person, SignIn
from lineup.core.webhooks import deliveries, endpoints
from lineup.core.webhooks.models import Attempt, Delivery, Endpoint
from lineup.domains.courses import courses, items, lessons, modules, outline, teaching
from lineup.domains.courses.models import CoursePackage, HandedWork, Lesson, QuizAttempt
from lineup.domains.courses.quizzes import bank, quizzes
from lineup.domains.events import events, files, venues
from lineup.domains.events.models import Category, Event, Occurrence
from lineup.domains.guilds import member_syncs
from lineup.domains.guilds.models import Removal, SyncLine, Thing
from lineup.domains.onsite import (
    announcements,
    badge_prints,
    badges,
    booths,
    duties,
    favourites,
    payments,
    rooms,
    sessions,
    sharing,
    signing_keys,
    team,
    visits,
)
from lineup.domains.onsite import questions as session_questions
from lineup.domains.onsite.door import devices, no_shows, uploads
from lineup.domains.onsite.models import Room
from lineup.domains.onsite.roles import Staff
from tests.architecture.authorisation import schools
from tests.architecture.authorisation.world import World
from tests.architecture.queries import bins, racing
from tests.support import exams, factories, push_service, tasks

# of some things there are never more
MOST_QUESTIONS, MOST_FILES, MOST_WEBHOOKS, MOST_BROWSERS, MOST_INSTRUCTORS = 28, 18, 18, 18, 19


class Growth:
    """One world, and what stands in its middle."""

    def __init__(self, world: World) -> None:
        self.world, self.at, self.by = world, world.at, world.by("club_owner")
        self.owner, self.club = world.someone("club_owner"), world.clubs["open"]
        self.event = Event.objects.select_related("offering__club").get(offering__slug=world.keys["public"]["slug"])
        self.guest = Person.objects.get(name="Visitor")
        self.question = world.keys["public"]["question"]
        self._begin_atelier()

    def grow(self, numbers: Iterable[int]) -> None:
        """Add one more of everything for each number; a number is used once."""
        for number in numbers:
            bins.grow(self.world, self.event, number)
            self._places(number)
            self._sign_up(number)
            self._invitations(number)
            self._programme(number)
            self._badges()
            self._door()
            self._stands(number)
            self._events(number)
            self._venues(number)
            self._courses(number)
            self._qualifications(number)
            self._clubs(number)
            self._own(number)
            self._webhooks(number)
            self._platform(number)
            self._racing(number)

    def _begin_atelier(self) -> None:
        """Let the paid workshop run now, with a first look at who did not come."""
        atelier = sessions.find(self.event, self.world.keys["public"]["atelier"])
        hour, hall = timedelta(hours=1), rooms.create(self.event, name="Kiln", by=self.by, at=self.at)
        values = {"room": hall, "starts_at": self.at - hour, "ends_at": self.at + hour, "despite_clashes": True}
        sessions.change(atelier, by=self.by, at=self.at, **values)
        no_shows.release(sessions.find(self.event, atelier.pk), by=self.by, at=self.at)

    def _pool(self) -> Pool:
        return Pool.objects.select_related("offering__club").get(pk=self.world.keys["public"]["pool"])

    def _places(self, number: int) -> None:
        """One who comes and owes; one who waits and answered; one more change of the place that is looked at."""
        Pool.objects.filter(pk=self._pool().pk).update(capacity=F("taken") + 1)
        places.add(self._pool(), factories.member(f"Guest {number}"), by=self.by, at=self.at)
        waits, answers = factories.guest(proved=True), [{self.question: f"Answer {number}"}]
        places.join(self._pool(), waits, answers=answers, by=Actor(waits), at=self.at)
        looked_at = Place.objects.get(pk=self.world.keys["public"]["place"])
        PlaceChange.objects.create(
            place=looked_at, action="prefer", to_state=looked_at.state, actor=self.owner, channel="web", at=self.at
        )

    def _sign_up(self, number: int) -> None:
        if number < MOST_QUESTIONS:
            questions.add(self._pool(), kind="line", text=f"Question {number}?", by=self.by, at=self.at)
        if number < MOST_FILES:
            upload = SimpleUploadedFile(f"plan{number}.pdf", b"%PDF-1.7\n%%EOF\n")
            files.add(self.event, upload, by=self.by, at=self.at)
        imports.begin(self._pool(), f"Name,Email\nA,a{number}@example.org\n".encode(), by=self.by, at=self.at)
        looked_at = PeopleImport.objects.get(pk=self.world.keys["public"]["people_import"])
        line = {"number": 10 + number, "lead": 10 + number, "cells": [f"B {number}", f"b{number}@example.org"]}
        ImportLine.objects.create(batch=looked_at, **line)

    def _invitations(self, number: int) -> None:
        email = f"invited{number}@example.org"
        invitations.invite(self._pool().offering, email=email, pool=self._pool(), by=self.by, at=self.at)
        club_invitations.invite(self.club, email=email, by=self.by, at=self.at)
        memberships.ask(self.club, by=factories.actor(factories.member(f"Asks {number}")), at=self.at)
        memberships.admit(self.club, factories.member(f"In {number}"), role="member", by=self.by, at=self.at)

    def _programme(self, number: int) -> None:
        starts_at = self.at + timedelta(days=20, hours=number % 24)
        times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=30)}
        hall = rooms.create(self.event, name=f"Room {number}", by=self.by, at=self.at)
        for kind in ("conference", "atelier"):
            made = sessions.create(
                self.event,
                title=f"{kind} {number}",
                kind=kind,
                room=hall if kind == "conference" else None,
                speakers=[f"Speaker {number}"],
                despite_clashes=True,
                by=self.by,
                at=self.at,
                **times,
            )
            favourites.star(made, self.owner, at=self.at)
        self._staff(number, hall)

    def _staff(self, number: int, hall: Room) -> None:
        """One more on duty on the day that is shown, the owner as well; announcements, one of them in the bin."""
        for person, role in ((factories.member(f"Works {number}"), Staff.MANAGER), (self.owner, Staff.CONTROLLER)):
            starts_at = self.at + timedelta(days=20, minutes=number)
            times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=1)}
            duties.assign(self.event, person, role=role, room=hall, by=self.by, at=self.at, **times)
        for title in (f"Said {number}", f"Unsaid {number}"):
            said = announcements.make(self.event, title=title, description=title, by=self.by, at=self.at)
        announcements.discard(said, by=self.by, at=self.at)
        other = events.create(title=f"Worked at {number}", club=self.club, by=self.by, at=self.at)
        team.add(other, self.owner, role=Staff.CONTROLLER, by=self.by, at=self.at)

    def _badges(self) -> None:
        """One more badge, one more print of them, one more key they may be signed with."""
        badges.ensure(self.event, Person.objects.order_by("-created_at", "-pk").first(), at=self.at)
        badge_prints.order(self.event, layout="a6", language="en", by=self.by, at=self.at)
        before = signing_keys.signing(self.event, at=self.at)
        signing_keys.rotate(self.event, by=self.by, at=self.at)
        signing_keys.retire(before, by=self.by, at=self.at)

    def _door(self) -> None:
        """A phone that let somebody in without network whom the house would not have."""
        _device, link = devices.make(self.event, name="Phone", by=self.by, at=self.at)
        phone = devices.open_by_link(link, by=self.by, at=self.at)[0]
        made = [uploads.Made(uuid4(), "no badge of ours", self.at, "welcome")]
        uploads.take(phone, made, sent_at=self.at, by=self.by, at=self.at)

    def _stands(self, number: int) -> None:
        """One more who exhibits and scanned the holder; one more at the holder's booth; one more question, and fee."""
        holder = self.world.someone("holder")
        exhibitor, visitor = factories.guest(f"Exhibits {number}"), factories.guest(f"Came {number}")
        pool = booths.pool_of(self.event)
        assert pool
        places.add(pool, exhibitor, by=self.by, at=self.at)
        places.add(pool, visitor, by=self.by, at=self.at)
        stand = booths.rename(booths.own(self.event, exhibitor, at=self.at), f"{number}", by=self.by, at=self.at)
        visits.scan(stand, badges.ensure(self.event, holder, at=self.at).badge_id, at=self.at)
        sharing.say(visitor, self.event, {"name"}, by=self.by, at=self.at)
        booth = booths.own(self.event, holder, at=self.at)
        later = self.at + timedelta(hours=number)
        visits.scan(booth, badges.ensure(self.event, visitor, at=self.at).badge_id, at=later)
        talk = sessions.find(self.event, self.world.keys["public"]["session"])
        asked = factories.guest(f"Asks at the talk {number}")
        Pool.objects.filter(pk=self._pool().pk).update(capacity=F("taken") + 1)
        places.add(self._pool(), asked, by=self.by, at=self.at)
        row = session_questions.ask(talk, f"Question {number}?", by=Actor(asked), at=self.at)
        session_questions.vote(row, by=Actor(asked), at=self.at)
        atelier = sessions.create(
            self.event, title=f"Paid {number}", kind="atelier", price=Decimal(5), currency="EUR", by=self.by, at=self.at
        )
        paid_for = sessions.find(self.event, self.world.keys["public"]["atelier"])
        assert atelier.pool
        assert paid_for.pool
        places.add(paid_for.pool, exhibitor, by=self.by, at=self.at)
        did_not_come = places.add(paid_for.pool, visitor, by=self.by, at=self.at)
        places.revoke(did_not_come, by=self.by, at=self.at)
        paid = places.add(atelier.pool, exhibitor, by=self.by, at=self.at)
        payments.mark([paid.pk], "paid", session=atelier, by=self.by, at=self.at)

    def _events(self, number: int) -> None:
        """An event of the club with venue and topics, with a place of its owner; one that is over; one in the bin."""
        category, _made = Category.objects.get_or_create(slug=f"c{number}", defaults={"name_en": f"C{number}"})
        starts_at = self.at + timedelta(days=3, hours=number)
        venue = venues.create(
            club=self.club, name=f"Hall {number}", address="1 Main", city="Lyon", country="FR", by=self.by, at=self.at
        )
        event = events.create(
            title=f"Evening {number}",
            club=self.club,
            visibility="public",
            starts_at=starts_at,
            venue=venue,
            category=category,
            tags=[f"tag{number}"],
            by=self.by,
            at=self.at,
        )
        offerings.publish(event.offering, by=self.by, at=self.at)
        for who in (self.owner, factories.guest()):
            factories.place(events.pool_of(event), who, at=self.at)
        over = events.create(title=f"Over {number}", club=self.club, starts_at=starts_at, by=self.by, at=self.at)
        offerings.publish(over.offering, by=self.by, at=self.at)
        channel = {"key": f"event:{over.pk}/text", "kind": "text", "state": "there", "name": f"over-{number}"}
        Thing.objects.create(guild_id=self.club.pk, discord_id=1000 + number, **channel)
        Offering.objects.filter(pk=over.pk).update(starts_at=self.at - timedelta(days=9, hours=number))
        binned = events.create(title=f"Gone {number}", club=self.club, starts_at=starts_at, by=self.by, at=self.at)
        offerings.discard(binned.offering, by=self.by, at=self.at)
        Occurrence.objects.create(
            repetition_id=self.world.keys["public"]["repetition"], day=date(2030, 1, 1) + timedelta(number), event=event
        )

    def _venues(self, number: int) -> None:
        gone = venues.create(
            club=self.club, name=f"Ruin {number}", address="1 Main", city="Lyon", country="FR", by=self.by, at=self.at
        )
        venues.discard(gone, by=self.by, at=self.at)

    def _courses(self, number: int) -> None:
        """One more course, one completed, one in the bin; of another more of what it is made of, and of its people."""
        given = {"subject": courses.subject("craft"), "club": self.club, "by": self.by, "at": self.at}
        shown = courses.create(title=f"Course {number}", **given)
        only = lessons.add(modules.add(shown, title="One", by=self.by, at=self.at), title="One", by=self.by, at=self.at)
        items.add(only, "text", text="Words", by=self.by, at=self.at)
        tasks.assignment(only.module, due_at=self.at + timedelta(days=9), by=self.by, at=self.at)
        offerings.publish(shown.offering, by=self.by, at=self.at)
        places.add(courses.pool_of(shown), self.owner, by=self.by, at=self.at)
        known = courses.create(title=f"Known {number}", certificate_enabled=True, **given)
        place = places.add(courses.pool_of(known), self.owner, by=self.by, at=self.at)
        schools.certified(known, place, self.at)
        gone = courses.create(title=f"Gone course {number}", **given)
        offerings.discard(gone.offering, by=self.by, at=self.at)
        keys = self.world.keys["public"]
        grown = courses.find_managed(self.owner, slug=keys["course"])
        module = modules.add(grown, title=f"Module {number}", by=self.by, at=self.at)
        lessons.add(module, title=f"Lesson {number}", by=self.by, at=self.at)
        lesson = outline.find_lesson(grown, keys["lesson"])
        lessons.add(lesson.module, title=f"Lesson {number}", by=self.by, at=self.at)
        items.add(lesson, "text", text=f"Words {number}", by=self.by, at=self.at)
        told = {"title": "Brought", "left_out": [], "faults": []}
        CoursePackage.objects.create(
            made_by=self.owner,
            club=self.club,
            name="a.zip",
            outlook=told,
            course=grown,
            created_at=self.at,
            done_at=self.at,
        )
        self._quizzes(outline.find_lesson(grown, keys["quiz_lesson"]), keys["quiz_attempt"], number)
        if number < MOST_INSTRUCTORS:
            teaching.appoint(grown, factories.member(f"Teaches {number}"), by=self.by, at=self.at)
        for name in ("Learns", "Knows"):
            place = places.add(courses.pool_of(grown), factories.member(f"{name} {number}"), by=self.by, at=self.at)
        schools.certified(grown, place, self.at)
        first = HandedWork.objects.get(pk=keys["work"])
        again, other = {"number": number + 2, "is_newest": False}, {"number": 1, "enrolment": place.enrolment}
        for values in (again, other):
            given = {"enrolment": first.enrolment, "assignment": first.assignment, "text": "More", **values}
            HandedWork.objects.create(handed_in_at=self.at, **given)

    def _quizzes(self, quiz: Lesson, attempt: object, number: int) -> None:
        """One more question of the bank, and one more attempt of who learns there."""
        bank.add(quizzes.of(quiz), "text", by=self.by, at=self.at, **{**exams.TEXT, "text": f"Where is {number}?"})
        first = QuizAttempt.objects.get(pk=attempt)
        QuizAttempt.objects.create(
            enrolment=first.enrolment,
            quiz=first.quiz,
            number=number + 2,
            seed=number,
            asked=first.asked,
            pass_percent=60,
            begun_at=self.at,
            handed_in_at=self.at,
            score=0,
        )

    def _qualifications(self, number: int) -> None:
        """One more that the club names and the owner holds; one more who holds another."""
        made = qualifications.create(self.club, name=f"Licence {number}", by=self.by, at=self.at)
        kept = Qualification.objects.get(pk=self.world.keys["open"]["qualification"])
        holdings.grant(made, [Grant(self.owner.pk, f"owner:{number}")], by=self.by, at=self.at)
        person = factories.member(f"Holds {number}")
        holdings.grant(kept, [Grant(person.pk, f"holds:{number}")], by=self.by, at=self.at)

    def _clubs(self, number: int) -> None:
        """Clubs that the owner is asked into, and asks to join; one more on the Discord server of the owner's own."""
        line = {"standing": "unlinked", "discord_id": 100 + number, "name": f"Unknown {number}"}
        SyncLine.objects.create(sync=member_syncs.last_done(self.club), **line)
        removal = {"token": f"t{number}", "key": f"k{number}", "kind": "text", "name": f"spa-{number}", "why": "gone"}
        Removal.objects.create(guild_id=self.club.pk, since=self.at, **removal)
        by = self.world.by("other_owner")
        asking = clubs.found(name=f"Asking {number}", by=by, at=self.at)
        club_invitations.invite(asking, email=self.owner.email, by=by, at=self.at)
        clubs.discard(clubs.found(name=f"Gone {number}", by=by, at=self.at), by=by, at=self.at)
        asked = clubs.found(name=f"Asked {number}", by=by, at=self.at)
        memberships.ask(asked, by=self.by, at=self.at)
        event = factories.offering(club=asked, organiser=self.world.someone("other_owner"), at=self.at)
        invitations.invite(event, email=self.owner.email, pool=factories.pool(event), by=by, at=self.at)

    def _own(self, number: int) -> None:
        """What the owner keeps: keys, calendars, browsers, notices, words on what they agree to."""
        SignIn.objects.create(account=self.owner.account, at=self.at, address="192.0.2.7")
        api_tokens.make(self.owner, name=f"Key {number}", scope="read", at=self.at)
        feeds.make(self.owner, at=self.at)
        if number < MOST_BROWSERS:
            push_service.subscribe(self.owner, at=self.at, url=f"https://push.example.org/{number}")
        browser = Client()
        browser.force_login(self.owner.account)
        browser.get("/notices")
        Notice.objects.create(person=self.owner, kind="club.approved", key=f"more{number}", created_at=self.at)
        for person in (self.owner, self.guest):
            consents.give(person, "club-news", version=1, by=Actor(person), at=self.at)
            consents.withdraw(person, "club-news", by=Actor(person), at=self.at)

    def _webhooks(self, number: int) -> None:
        kept = {"name": f"Hook {number}", "kinds": ["event.published"], "by": self.by, "at": self.at}
        if number < MOST_WEBHOOKS:
            for club in (self.club, None):
                endpoints.make(club=club, url=f"https://hook{number}.example.org/", **kept)
        deliveries.test(Endpoint.objects.get(pk=self.world.keys["open"]["webhook"]), at=self.at)
        tried = Delivery.objects.get(pk=self.world.keys["open"]["delivery"])
        Attempt.objects.create(delivery=tried, at=self.at, status=500)

    def _racing(self, number: int) -> None:
        racing.grow(self.world, number)

    def _platform(self, number: int) -> None:
        Message.objects.create(
            topic="notice", key=f"dead{number}", payload={}, created_at=self.at, due_at=self.at, dead_at=self.at
        )
