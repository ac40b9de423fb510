"""The acts: one offering with two pools, its people, and everything that may be done; time only goes forward."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import IntegrityError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from lineup.core.foundation.errors import Refusal
from lineup.core.participation import bulk, invitations, lapsing, offerings, places, pools, queue, recount, undo
from lineup.core.participation.models import Offering, Place, Pool
from lineup.core.participation.transitions import LIVE, OCCUPYING, State
from lineup.core.people.actors import HOUSE, Actor
from lineup.core.people.models import Person
from tests.core.participation import AT, START
from tests.core.participation.ledger import books, rules
from tests.core.participation.ledger.post import Post
from tests.core.participation.ledger.rules import Act, Broken, must
from tests.support import crowd, factories

OFFER_MINUTES = 45

# by name, and looked up when they are called: so a planted fault is met
ORGANISERS: dict[str, tuple[str, ...]] = {
    State.REQUESTED: ("approve", "approve", "approve", "reject"),
    State.WAITLISTED: ("offer", "promote", "move_up", "move_up", "move_back", "revoke"),
    State.OFFERED: ("revoke",),
    State.CONFIRMED: ("revoke", "revoke", "undo"),
}
HOLDERS: dict[str, tuple[str, ...]] = {
    State.REQUESTED: ("withdraw", "withdraw_party"),
    State.WAITLISTED: ("withdraw", "withdraw_party"),
    State.OFFERED: ("accept", "accept", "decline", "withdraw"),
    State.CONFIRMED: ("accept", "withdraw", "withdraw", "withdraw_party"),
}
EVERYTHING = tuple(dict.fromkeys(name for verbs in (*ORGANISERS.values(), *HOLDERS.values()) for name in verbs))
WITH_GRACE = frozenset({"offer", "promote", "approve", "reject", "revoke"})
MANY = {"approve": State.REQUESTED, "promote": State.WAITLISTED, "offer": State.WAITLISTED, "reject": State.REQUESTED}
STARTS = {"begin": timedelta(hours=-2), "soon": timedelta(minutes=OFFER_MINUTES / 2), "postpone": timedelta(days=2)}
SETTINGS = {"capacity": [None, 0, 1, 2, 3, 4, 5, 6], "waitlist": ["none", "automatic", "automatic", "offer", "offer"]}

# the first pool is the one where things happen; nothing of it may ever be counted in the second
which = st.sampled_from([0, 0, 0, 1])
whose = st.integers(0, 7)
one = st.integers(0, 999)
company = st.sampled_from([0, 0, 0, 1, 1, 2, 3])


def verb_of(name: str) -> Callable[..., Any]:
    return next(getattr(room, name) for room in (places, queue, undo) if hasattr(room, name))


def _take_back(place: Place, *, by: Actor, at: datetime) -> None:
    """As the undo of an import does; what is left is refused."""
    if undo.take_back_entries([place], reason="not meant", by=by, at=at):
        raise undo.TooLateToUndo


def _enter(pool: Pool, person: Person, *, companions: Sequence[str], by: Actor, at: datetime) -> Place:
    [(place, _is_new)] = places.add_groups(pool, [(person, companions)], by=by, at=at)
    return place


def verb_for(place: Place, verbs: dict[str, tuple[str, ...]], choice: int) -> str:
    """What may be done with a place that stands so; one time in eight, whatever else there is."""
    wild, choice = choice % 8 == 7, choice // 8
    fitting = EVERYTHING if wild else verbs.get(place.state, ("undo",))
    return fitting[choice % len(fitting)]


@dataclass(frozen=True)
class World:
    """What all runs share: they leave it as they found it."""

    offering: Offering
    by: Actor
    people: tuple[Person, ...]


def world() -> World:
    """Return a published offering that starts in a month, and people who may come."""
    offering = factories.offering(starts_at=START, at=AT)
    return World(offering, factories.actor(offering.organiser), tuple(factories.guest() for _ in range(8)))


class Ledger(RuleBasedStateMachine):
    """Each act is followed by a look at the books before and after it (`rules`)."""

    world: ClassVar[World]

    @initialize(
        capacity=st.integers(1, 4),
        waitlist=st.sampled_from(["automatic", "offer"]),
        admission=st.sampled_from(["open", "open", "approval"]),
        groups=st.lists(company, min_size=3, max_size=6),
    )
    def open(self, capacity: int, waitlist: str, admission: str, groups: list[int]) -> None:
        self.frame = transaction.atomic()
        self.frame.__enter__()
        settings = {"offer_minutes": OFFER_MINUTES, "party_limit": 4, "waitlist": waitlist}
        self.pools = [
            factories.pool(self.world.offering, capacity=capacity, admission=admission, **settings).pk,
            factories.pool(self.world.offering, role="helper", capacity=1, **settings).pk,
        ]
        self.at, self.books, self.post = AT, books.read(), Post()
        for who, more in enumerate(groups):
            self.join(who, more, 0, False)

    def teardown(self) -> None:
        """The next one starts from an empty ledger."""
        if hasattr(self, "frame"):
            transaction.set_rollback(True)
            self.frame.__exit__(None, None, None)

    # --- one act, and what it did -------------------------------------------------------------

    def act(self, name: str, *subject: Any, verb: Callable[..., Any] | None = None, **extra: Any) -> Any:
        """Do it by its name; a refusal must leave everything as it was, and say why."""
        try:
            done, said = (verb or verb_of(name))(*subject, at=self.at, **extra), ""
        except Refusal as refusal:
            done, said = None, str(refusal)
            must(bool(said), "a refusal without a sentence", refusal)
        except IntegrityError as error:
            raise Broken("the database had to refuse it", name, error) from error
        before, self.books = self.books, books.read()
        if said:
            must(before == self.books, "what was refused left something behind", name, said)
        else:
            self.look(name, before, grace=extra.get("grace", name == "enter" or name.startswith("bulk ")))
        return done

    def look(self, name: str, before: books.Books, *, grace: bool) -> None:
        steps = books.steps_after(before) if before.changes != self.books.changes else []
        told = books.told_of(steps) if steps else []
        self.post.note(self.books, steps)
        act = Act(name, self.at, before, self.books, steps, told, grace=grace)
        for holds in rules.RULES:
            holds(act)
        # reads all there is; what it finds does not go away
        if crowd.FULL or self.post.acts % 4 == 0:
            must(list(recount.faults()) == [], "verify finds a fault", name)

    # --- what is chosen -----------------------------------------------------------------------

    def pool(self, number: int) -> Pool:
        return Pool.objects.select_related("offering").get(pk=self.pools[number])

    def offering(self) -> Offering:
        return Offering.objects.get(pk=self.world.offering.pk)

    def place(self, number: int, states: frozenset[Any] = LIVE) -> Place:
        """One of the places there are, those in these states more often than the others."""
        # in the order in which they came, which is the same at every run; their ids are not
        rows = [self.books.places[pk] for pk in dict.fromkeys(step.place for step in self.post.steps)]
        found = [row.pk for row in rows if row.state in states] * 3 + [row.pk for row in rows]
        return Place.objects.get(pk=found[number % len(found)])

    # --- those who come and go ----------------------------------------------------------------

    @rule(who=whose, more=company, number=which, again=st.booleans())
    def join(self, who: int, more: int, number: int, again: bool) -> None:
        self.at += timedelta(seconds=1)
        self.act("join", self.pool(number), self.world.people[who], companions=["x"] * more, by=HOUSE)
        if again:
            self.nothing_happens("join", self.pool(number), self.world.people[who], by=HOUSE)

    @rule(chosen=one, choice=one, again=st.booleans())
    def answer(self, chosen: int, choice: int, again: bool) -> None:
        place = self.place(chosen)
        name = verb_for(place, HOLDERS, choice)
        done = self.act(name, place, by=HOUSE)
        if done and again and name in ("accept", "withdraw"):
            self.nothing_happens(name, done, by=HOUSE)

    def nothing_happens(self, name: str, *subject: Any, **extra: Any) -> None:
        """The second try of the same act finds it done, or is refused."""
        before = self.books
        self.act(name, *subject, **extra)
        must(self.books == before, "a second try did something", name)

    # --- the organiser ------------------------------------------------------------------------

    @rule(chosen=one, choice=one, grace=st.booleans())
    def decide(self, chosen: int, choice: int, grace: bool) -> None:
        place = self.place(chosen)
        name = verb_for(place, ORGANISERS, choice)
        extra = {"grace": grace} if name in WITH_GRACE else {}
        self.act(name, place, by=self.world.by, **extra)

    @rule(chosen=one, choice=one, between=st.integers(0, 3))
    def decide_and_undo(self, chosen: int, choice: int, between: int) -> None:
        place = self.place(chosen)
        name = verb_for(place, ORGANISERS, choice)
        extra = {"grace": True} if name in WITH_GRACE else {}
        self.act(name, place, by=self.world.by, **extra)
        if between == 1:
            self.act("withdraw", self.place(chosen, OCCUPYING), by=HOUSE)
        if between == 2:
            self.act("join", self.pool(0), place.contact, by=HOUSE)
        self.act("undo", place, by=self.world.by)

    @rule(chosen=st.lists(one, min_size=2, max_size=4), name=st.sampled_from([*MANY, "revoke", "undo"]))
    def bulk(self, chosen: list[int], name: str) -> None:
        many = [self.place(number, frozenset({MANY[name]}) if name in MANY else LIVE) for number in chosen]
        title = "undo" if name == "undo" else f"bulk {name}"
        self.act(title, many, name, verb=bulk.act, offering=self.world.offering, by=self.world.by)

    @rule(who=whose, name=st.sampled_from(["offer_to", "add", "enter"]), number=which, more=company, back=st.booleans())
    def let_in(self, who: int, name: str, number: int, more: int, back: bool) -> None:
        """Somebody is entered by hand, alone or as a file has them; and taken back, if nothing happened since."""
        person, extra = self.world.people[who], {"companions": ["x"] * more} if name == "enter" else {}
        verb = {"offer_to": places.offer_to, "add": places.add, "enter": _enter}[name]
        done = self.act(name, self.pool(number), person, verb=verb, by=self.world.by, **extra)
        if done:
            self.nothing_happens(name, self.pool(number), person, verb=verb, by=self.world.by, **extra)
        if done and back and name == "enter":
            self.act("take_back", done, verb=_take_back, by=self.world.by)

    @rule(who=whose, hold=st.booleans(), name=st.sampled_from(["accept", "decline", "revoke", "nothing"]))
    def invite(self, who: int, hold: bool, name: str) -> None:
        pool, email = self.pool(0), self.world.people[who].email
        facts = {"email": email, "pool": pool, "hold_place": hold, "by": self.world.by}
        made = self.act("invite", pool.offering, verb=invitations.invite, **facts)
        if made and name != "nothing":
            self.act(f"invitation: {name}", made, verb=getattr(invitations, name), by=self.world.by)

    @rule(setting=st.sampled_from([(name, value) for name, values in SETTINGS.items() for value in values]))
    def change(self, setting: tuple[str, Any]) -> None:
        name, value = setting
        self.act("change", self.pool(0), verb=pools.change, by=self.world.by, **{name: value})

    @rule(chosen=one, first=st.sampled_from(["move_up", "soon", ""]), name=st.sampled_from(["withdraw", "revoke"]))
    def free_one(self, chosen: int, first: str, name: str) -> None:
        """A place becomes free while people wait, some of them preferred, or the start is near; offers run out."""
        if first == "move_up":
            self.act("move_up", self.place(chosen // 2, frozenset({State.WAITLISTED})), by=self.world.by)
        elif first == "soon":
            self.turn("soon", really=True)
        self.act(name, self.place(chosen, OCCUPYING), by=self.world.by)
        self.act("offer_to", self.pool(0), self.world.people[chosen % len(self.world.people)], by=self.world.by)
        self.wait(OFFER_MINUTES + chosen % 2, worker=chosen % 3 > 0)

    @rule(chosen=one)
    def give_up_late(self, chosen: int) -> None:
        """Somebody gives up once it has begun, and it is put off after all."""
        self.turn("begin", really=True)
        self.act("withdraw", self.place(chosen, OCCUPYING), by=HOUSE)
        self.turn("postpone", really=True)

    @rule(what=st.sampled_from(["begin", "soon", "postpone", "postpone", "cancel", "finish"]), really=st.booleans())
    def turn(self, what: str, really: bool) -> None:
        """The offering begins, is put off, or ends for good: seldom, or nothing else would happen."""
        if what in STARTS:
            starts_at = self.at + STARTS[what]
            times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=6)}
            self.act(what, self.offering(), verb=offerings.change, by=self.world.by, **times)
        elif really:
            self.act(what, self.offering(), verb=getattr(offerings, what), by=self.world.by)

    # --- time and the post --------------------------------------------------------------------

    @rule(minutes=st.sampled_from([1, 9, OFFER_MINUTES, OFFER_MINUTES + 1]), worker=st.booleans())
    def wait(self, minutes: int, worker: bool) -> None:
        """Time passes; whether or not somebody ends what is over."""
        self.at += timedelta(minutes=minutes)
        if worker:
            self.act("lapse_due", verb=lapsing.lapse_due)
        else:
            self.late_answer()

    def late_answer(self) -> None:
        over = [row for row in self.books.places.values() if row.held_until and row.held_until <= self.at]
        for row in over[:1]:
            self.act("accept", Place.objects.get(pk=row.pk), by=HOUSE)

    @rule(seconds=st.sampled_from([0, 20]))
    def deliver(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)
        self.post.deliver(self.books, at=self.at)
        self.books = books.read()
