"""Courses as callers see and send them, in the documents' words."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import Field

from lineup.core.foundation import subtitles
from lineup.core.participation import offerings, pools
from lineup.core.participation.models import Offering, Pool
from lineup.core.people.models import Person
from lineup.domains.courses import courses, entry, modules, outline, prerequisites, ways_in
from lineup.domains.courses.entry import CanEnrol
from lineup.domains.courses.models import Course, Instructor, Item, Lesson, Module, Subject
from lineup.interfaces.api import briefs, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Description, Moment, Search, Sent, Slug, Title, WebAddress

Difficulty = Literal["", "beginner", "intermediate", "advanced"]
EnrolmentType = Literal["open", "approval", "restricted"]
Waitlist = Literal["none", "automatic", "offer"]
Completion = Literal["manual", "auto", "time_based", "quiz", "watched", "assignment"]
OWN = ("estimated_hours", "certificate_enabled", "certificate_months")


class CourseSubject(Shown):
    """A field of knowledge, with its name in both languages."""

    slug: str
    name: str
    name_en: str
    name_fr: str

    @classmethod
    def of(cls, row: Subject) -> Self:
        return cls.made(name=str(row), **shapes.read(row, ("slug", "name_en", "name_fr")))


class Allowed(Shown):
    """Whether the caller could enrol right now, and in a sentence why not."""

    allowed: bool
    message: str

    @classmethod
    def of(cls, row: CanEnrol) -> Self:
        return cls.made(allowed=row.allowed, message=row.message)


class CourseCard(Shown):
    """A course as a line of a list. To enrol, POST /pools/{pool}/places."""

    id: UUID
    slug: str
    title: str
    overview: str
    subject: str
    status: Literal["draft", "published", "archived"]
    published_at: datetime | None
    difficulty_level: Difficulty
    estimated_hours: int | None
    certificate_enabled: bool
    certificate_months: int | None
    enrollment_type: EnrolmentType
    unlisted: bool
    max_capacity: int | None
    waitlist_enabled: bool
    enrollment_count: int
    can_enroll: Allowed
    instructor_name: str
    club: briefs.ClubBrief | None
    pool: UUID

    @classmethod
    def of_row(cls, offering: Offering, allowed: CanEnrol) -> Self:
        """With `listing.with_pools` at hand."""
        course: Course = offering.course  # type: ignore[attr-defined]
        (pool,) = offering.learner_pools  # type: ignore[attr-defined]
        teachers = [one.person.name for one in course.teachers]  # type: ignore[attr-defined]
        offered_by = offering.club or offering.organiser
        return cls.made(
            id=offering.pk,
            **shapes.read(offering, ("slug", "title")),
            overview=course.overview,
            subject=course.subject_id,
            status=Course.STATUSES[Offering.State(offering.state)],
            published_at=offering.announced_at,
            difficulty_level=str(course.difficulty),
            **shapes.read(course, OWN),
            enrollment_type=ways_in.of(offering, pool),
            unlisted=offering.visibility == Offering.Visibility.UNLISTED,
            max_capacity=pool.capacity,
            waitlist_enabled=pool.waitlist != Pool.Waitlist.NONE,
            enrollment_count=pool.taken,
            can_enroll=Allowed.of(allowed),
            instructor_name=", ".join(teachers) or (offered_by.name if offered_by else ""),
            club=briefs.club(offering.club),
            pool=pool.pk,
        )


class LessonBrief(Shown):
    id: UUID
    title: str
    completion: Completion
    minutes: int | None
    watch_percent: int
    may_say_done: bool
    is_optional: bool

    @classmethod
    def of(cls, row: Lesson) -> Self:
        fields = ("title", "minutes", "watch_percent", "may_say_done", "is_optional")
        return cls.made(id=row.pk, completion=str(row.completion), **shapes.read(row, fields))


class ModuleShown(Shown):
    """A part of a course with its lessons, in their order."""

    id: UUID
    title: str
    description: str
    opens_at: datetime | None
    opens_after_days: int | None
    lessons: list[LessonBrief]

    @classmethod
    def of(cls, row: Module) -> Self:
        lessons = row.shown_lessons if hasattr(row, "shown_lessons") else outline.lessons(row)
        shown = [LessonBrief.of(lesson) for lesson in lessons]
        return cls.made(
            id=row.pk, lessons=shown, **shapes.read(row, ("title", "description", "opens_at", "opens_after_days"))
        )


class Prerequisite(Shown):
    """A course to complete before one may enrol."""

    id: UUID
    slug: str
    title: str
    completed: bool

    @classmethod
    def of(cls, row: Course) -> Self:
        completed = row.is_met  # type: ignore[attr-defined]
        return cls.made(id=row.pk, completed=completed, **shapes.read(row.offering, ("slug", "title")))


class CourseShown(CourseCard):
    """A course wholly, with what it is made of, and what it builds on of the courses that the caller may see."""

    builds_on: list[Prerequisite]
    modules: list[ModuleShown]
    may_manage: bool
    waitlist: Waitlist
    offer_minutes: int
    created_at: datetime
    updated_at: datetime
    binned_at: datetime | None

    @classmethod
    def for_person(cls, course: Course, person: Person | None, *, at: datetime) -> Self:
        offering, pool = course.offering, courses.pool_of(course)
        offering.course, offering.learner_pools = course, [pool]  # type: ignore[attr-defined]
        course.teachers = list(_teachers(course))  # type: ignore[attr-defined]
        shown = cls.of_row(offering, entry.can_enrol([pool], person, at=at)[pool.pk])
        shown.builds_on = [Prerequisite.of(needed) for needed in prerequisites.seen_of(course, person)]
        shown.modules = [ModuleShown.of(module) for module in outline.whole(course)]
        shown.may_manage = offerings.may_manage(offering, person)
        shown.waitlist, shown.offer_minutes = str(pool.waitlist), pool.offer_minutes  # type: ignore[assignment]
        shown.created_at, shown.binned_at = offering.created_at, offering.binned_at
        shown.updated_at = course.updated_at
        return shown


def _teachers(course: Course) -> Any:
    return Instructor.objects.filter(course=course.pk).select_related("person").order_by("named_at", "id")


class CourseChanged(Sent):
    """What to change; what is left out stays."""

    title: Title = Field("", examples=["Bread at home"])
    subject: Slug = Field("", examples=["craft"])
    overview: Description = ""
    difficulty_level: Difficulty = ""
    estimated_hours: int | None = Field(None, ge=1, le=courses.MOST_HOURS, examples=[12])
    certificate_enabled: bool = False
    certificate_months: int | None = Field(
        None, ge=1, le=courses.MOST_MONTHS, description="For how long a certificate holds; null for ever."
    )
    builds_on: list[Slug] = Field(
        [],
        max_length=prerequisites.MOST,
        description="Courses of the same club or person, to be completed before one enrols.",
        examples=[[]],
    )
    enrollment_type: EnrolmentType = "open"
    unlisted: bool = Field(default=False, description="In no list: only who has the address finds it.")
    max_capacity: int | None = Field(None, ge=1, le=pools.MOST_PLACES, examples=[20])
    waitlist: Waitlist = "automatic"
    offer_minutes: int = Field(1440, ge=1, le=pools.LONGEST_OFFER_MINUTES)
    opens_at: Moment | None = None
    closes_at: Moment | None = None

    def values(self) -> dict[str, Any]:
        """What `courses.create` and `courses.change` take. Raises UnknownSubject."""
        given = self.model_dump(exclude_unset=True, exclude={"club"})
        named = {"difficulty_level": "difficulty", "enrollment_type": "enrolment_type", "max_capacity": "capacity"}
        values = {named.get(name, name): value for name, value in given.items()}
        if "subject" in values:
            values["subject"] = courses.subject(values["subject"])
        return values


class NewCourse(CourseChanged):
    """A draft, offered by the club, or without one by oneself."""

    title: Title = Field(examples=["Bread at home"])
    subject: Slug = Field(examples=["craft"])
    club: Slug | None = Field(None, examples=["atelier-du-nord"])


class CoursesWanted(Sent):
    q: Search = Field("", description="Words that begin so, whatever their accents.")
    subject: Slug | None = None
    difficulty_level: Difficulty = ""
    enrollment_type: Literal["", "open", "approval", "restricted"] = ""
    club: Slug | None = None
    instructor: UUID | None = Field(None, description="The person who teaches them.")


class InstructorProfile(Shown):
    """Who teaches, as everybody sees them; `bio` is Markdown."""

    id: UUID
    name: str
    bio: str
    avatar: str | None

    @classmethod
    def of(cls, row: Person) -> Self:
        return cls.made(id=row.pk, name=row.name, bio=row.bio, avatar=row.avatar.url if row.avatar else None)


class ItemShown(Shown):
    """A piece of a lesson. `text` is Markdown; what is stored is at …/items/{item}/content.

    A video without `url` is stored too, and lasts `seconds`; where `captions_language` is said, its captions are at
    …/items/{item}/captions.
    """

    id: UUID
    kind: Literal["text", "image", "video", "file"]
    text: str
    name: str
    content_type: str
    size: int
    alternative: str
    caption: str
    url: str
    seconds: int
    captions_language: str

    @classmethod
    def of(cls, row: Item) -> Self:
        fields = (
            "text",
            "name",
            "content_type",
            "size",
            "alternative",
            "caption",
            "url",
            "seconds",
            "captions_language",
        )
        return cls.made(id=row.pk, kind=str(row.kind), **shapes.read(row, fields))


class LessonShown(LessonBrief):
    """A lesson with what stands in it."""

    module: UUID
    items: list[ItemShown]

    @classmethod
    def of(cls, row: Lesson) -> Self:
        shown = super().of(row)
        shown.module, shown.items = row.module_id, [ItemShown.of(item) for item in outline.to_read(row)]
        return shown


class ModuleSent(Sent):
    """Its lessons open to learners at `opens_at`, and so many days after each began: the later of both."""

    title: Title = Field(examples=["Dough"])
    description: str = Field("", max_length=2000)
    opens_at: Moment | None = None
    opens_after_days: int | None = Field(None, ge=0, le=modules.MOST_DAYS)


class LessonChanged(Sent):
    """What to change; what is left out stays."""

    title: Title = Field("", examples=["Flour and water"])
    completion: Completion = "manual"
    minutes: int | None = Field(None, ge=1, le=1440)
    watch_percent: int = Field(90, ge=1, le=100, description="Of each stored video, where it is done by watching.")
    may_say_done: bool = Field(default=False, description="Whether learners may also say that they watched them.")
    is_optional: bool = False


class NewLesson(LessonChanged):
    title: Title = Field(examples=["Flour and water"])


class Position(Sent):
    """Where to put it among its neighbours, from 0; an index past the end is the end."""

    index: int = Field(ge=0, le=10_000)


class LessonPosition(Position):
    module: UUID | None = Field(None, description="Of another module of the course; left out: of its own.")


class ItemChanged(Sent):
    """What its kind has: `text`; `alternative` and `caption` of an image; `name` and `caption` of a file and a video.

    A video elsewhere has its `url`; one that is stored here may have `captions` (WebVTT), in `captions_language`.
    """

    text: str = Field("", max_length=50_000, examples=["**Knead** it."])
    alternative: str = Field("", max_length=500)
    caption: str = Field("", max_length=300)
    url: WebAddress = ""
    name: str = Field("", max_length=200)
    captions: str = Field("", max_length=subtitles.LARGEST_BYTES)
    captions_language: str = Field("", max_length=8, examples=["fr"])


class NewItem(ItemChanged):
    """A text, or a video elsewhere; pictures, files and videos of one's own are uploaded."""

    kind: Literal["text", "video"]


class InstructorShown(Shown):
    id: UUID
    person: briefs.PersonBrief
    named_at: datetime

    @classmethod
    def of(cls, row: Instructor) -> Self:
        return cls.made(id=row.pk, person=briefs.person(row.person), named_at=row.named_at)
