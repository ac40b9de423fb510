"""What must hold of the ledger, whatever was done: each rule looks at the books before and after one act.

They are written from the promises, not from the code, and ask nothing of it but the table of transitions.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lineup.core.participation.transitions import LIVE, OCCUPYING, TABLE
from tests.core.participation.ledger.books import Books, PlaceRow, Step, Told

QUEUE = "queue"
GRACE = timedelta(seconds=15)
UNDECIDED = LIVE - {"confirmed"}
LETS_IN = frozenset({"join", "request", "offer", "promote", "approve", "accept"})
ALONE = frozenset({"withdraw", "revoke"})
TOGETHER = frozenset({"offer", "promote", "approve", "reject", "accept", "decline", "lapse"})


class Broken(AssertionError):
    """A promise of the ledger that does not hold."""


@dataclass(frozen=True)
class Act:
    """What was done, and the books before and after it. `grace`: it could be taken back before anybody hears."""

    name: str
    at: datetime
    before: Books
    after: Books
    steps: list[Step]
    told: list[Told]
    grace: bool = False

    @property
    def changed(self) -> set[Any]:
        return {step.place for step in self.steps}


def must(holds: bool, sentence: str, *facts: object) -> None:
    if not holds:
        raise Broken(sentence, *facts)


# --- counting -----------------------------------------------------------------------------------


def taken_is_what_is_held(act: Act) -> None:
    for pool in act.after.pools.values():
        held = len(act.after.of(pool.pk, *OCCUPYING))
        must(pool.taken == held, "taken is not the number of places held", pool, held)
        must(pool.free >= 0, "more places are taken than there are", pool)


def nobody_holds_two(act: Act) -> None:
    live = Counter((row.pool, row.participant) for row in act.after.places.values() if row.state in LIVE)
    must(all(number == 1 for number in live.values()), "somebody holds two live places in one pool")


# --- history ------------------------------------------------------------------------------------


def every_state_has_its_change(act: Act) -> None:
    state = {pk: row.state for pk, row in act.before.places.items()}
    for step in act.steps:
        must(state.get(step.place, "") == step.from_state, "a change does not begin where the place stood", step)
        allowed = TABLE.get((step.action, step.from_state), ())  # type: ignore[call-overload]
        must(step.to_state in allowed, "a change that the table does not have", step)
        state[step.place] = step.to_state
    now = {pk: row.state for pk, row in act.after.places.items()}
    must(state == now, "a place does not stand where its last change says")


def who_joined_when_stays(act: Act) -> None:
    for pk, row in act.before.places.items():
        now = act.after.places.get(pk)
        must(now is not None, "a place is gone", row)
        kept = (row.pool, row.participant, row.contact, row.queued_at)
        must(now[1:4] + now[5:6] == kept, "a place was given another holder, pool or time of joining", row, now)


# --- groups -------------------------------------------------------------------------------------


def groups_wait_and_answer_as_one(act: Act) -> None:
    standing: dict[Any, set[tuple[Any, ...]]] = {}
    for row in act.after.places.values():
        if row.state in UNDECIDED:
            standing.setdefault(row.party, set()).add((row.state, row.priority, row.held_until))
    must(all(len(ways) == 1 for ways in standing.values()), "a group that is not decided on is split", standing)


def groups_move_as_one(act: Act) -> None:
    for step in act.steps:
        if step.action in TOGETHER and step.from_state:
            party = act.after.places[step.place].party
            left = [row for row in act.after.party(party, step.from_state) if row.pk not in act.changed]
            must(left == [], "a part of a group was left behind", step, left)


def who_leaves_alone_leaves_alone(act: Act) -> None:
    if act.name in ALONE:
        left = [step for step in act.steps if step.action == act.name]
        must(len(left) <= 1, "the group was taken along", left)


# --- the queue ----------------------------------------------------------------------------------


def nobody_waits_for_what_is_free(act: Act) -> None:
    for pool in act.after.pools.values():
        waiting = act.after.of(pool.pk, "waitlisted")
        if waiting and pool.waitlist != "none" and pool.is_on(act.at):
            head = act.after.party(waiting[0].party, "waitlisted")
            must(len(head) > pool.free, "the next in line waits though there is room", pool, head)


def the_queue_hands_over_in_order(act: Act) -> None:
    came = {step.place: step.pk for step in act.steps}
    for step in act.steps:
        row = act.after.places[step.place]
        # of several acts in one, a later one may have put somebody back
        waiting = [other for other in act.after.of(row.pool, "waitlisted") if came.get(other.pk, 0) < step.pk]
        in_order = not waiting or row.rank < waiting[0].rank
        must(step.channel != QUEUE or in_order, "somebody was passed in the queue", row, waiting[:1])


def nobody_passes_who_waits(act: Act) -> None:
    if act.name not in ("join", "approve"):
        return
    for step in act.steps:
        if step.action == act.name and step.to_state == "confirmed":
            row = act.after.places[step.place]
            waiting = act.before.of(row.pool, "waitlisted")
            must(not waiting or row.rank < waiting[0].rank, "who came later went past the queue", step)


def nobody_waits_in_vain(act: Act) -> None:
    """Who comes while nobody waits and there is room is in."""
    entered = [step for step in act.steps if step.action == act.name and step.to_state == "waitlisted"]
    for step in entered if act.name in ("join", "approve") else ():
        pool = act.before.pools[act.after.places[step.place].pool]
        room = pool.free >= len(entered) and not act.before.of(pool.pk, "waitlisted")
        must(not room, "somebody was sent to the queue though there was room", step)


def the_queue_rests_once_it_has_begun(act: Act) -> None:
    for step in act.steps:
        pool = act.after.pools[act.after.places[step.place].pool]
        must(step.channel != QUEUE or pool.is_on(act.at), "a place was handed on in what is off or has begun", step)


def nobody_is_let_in_where_it_is_off(act: Act) -> None:
    off = {pk for pk, pool in act.before.pools.items() if pool.offering_state in ("cancelled", "finished")}
    let_in = [step for step in act.steps if step.action in LETS_IN]
    late = [step for step in let_in if act.after.places[step.place].pool in off]
    must(late == [], "somebody was let in though it is off", late)


# --- offers -------------------------------------------------------------------------------------


def _end_of_offer(act: Act, row: PlaceRow) -> datetime:
    pool = act.after.pools[row.pool]
    ends = act.at + timedelta(minutes=pool.offer_minutes)
    return min(ends, pool.starts_at) if act.at < pool.starts_at else ends


def offers_end_when_they_should(act: Act) -> None:
    for row in act.after.places.values():
        must((row.state == "offered") == (row.held_until is not None), "only an offer has an end", row)
    for step in act.steps:
        if step.action == "offer" and (step.channel == QUEUE or act.name in ("offer", "offer_to")):
            row = act.after.places[step.place]
            # one act on many may take back what it made somebody be offered
            stands = row.state == "offered"
            must(not stands or row.held_until == _end_of_offer(act, row), "an offer ends at the wrong time", step, row)


def offers_are_answered_in_time(act: Act) -> None:
    for step in act.steps:
        ends = act.before.places[step.place].held_until if step.action in ("accept", "lapse") else None
        if ends:
            in_time = act.at < ends
            must(in_time == (step.action == "accept"), "an offer was taken too late, or ended too early", step, ends)


def no_offer_outlives_its_end(act: Act) -> None:
    """Once the work that ends offers was done."""
    for row in act.after.places.values() if act.name == "lapse_due" else ():
        over = row.held_until is not None and row.held_until <= act.at
        off = act.after.pools[row.pool].offering_state == "cancelled"
        must(off or not over, "an offer holds longer than it should", row)


# --- telling ------------------------------------------------------------------------------------


def heard_together(books: Books, step: Step) -> tuple[Any, ...]:
    """The changes of which a contact hears at once: a group's same act; who is taken out is told one by one."""
    row = books.places[step.place]
    alone = step.action == "revoke" or step.from_state == "revoked"
    return row.party, row.contact, step.action, step.to_state, step.place if alone else None


def each_change_is_told_once(act: Act) -> None:
    groups: dict[tuple[Any, ...], list[Step]] = {}
    for step in act.steps:
        groups.setdefault(heard_together(act.after, step), []).append(step)
    told = {one.key: one for one in act.told}
    must(act.after.tellings - act.before.tellings == len(told), "more was told than happened")
    for (_party, contact, *_rest), steps in groups.items():
        words = [told[step.key] for step in steps if step.key in told]
        must(len(words) == 1, "a change was not told once", steps, words)
        [step] = [step for step in steps if step.key in told]
        _check_words(act, step, words[0], contact)


def _check_words(act: Act, step: Step, words: Told, contact: object) -> None:
    facts = {"place": str(step.place), "change": step.pk}
    right = {"person": str(contact), "kind": f"place.{step.to_state}", "facts": facts}
    must(words.payload == right, "the wrong thing was told", words, right)
    wait = GRACE if act.grace and step.channel != QUEUE else timedelta()
    must(words.due_at == act.at + wait, "told at the wrong time", words, act.at)


RULES: tuple[Callable[[Act], None], ...] = (
    taken_is_what_is_held,
    nobody_holds_two,
    every_state_has_its_change,
    who_joined_when_stays,
    groups_wait_and_answer_as_one,
    groups_move_as_one,
    who_leaves_alone_leaves_alone,
    nobody_waits_for_what_is_free,
    the_queue_hands_over_in_order,
    nobody_passes_who_waits,
    nobody_waits_in_vain,
    the_queue_rests_once_it_has_begun,
    nobody_is_let_in_where_it_is_off,
    offers_end_when_they_should,
    offers_are_answered_in_time,
    no_offer_outlives_its_end,
    each_change_is_told_once,
)
