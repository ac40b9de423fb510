"""Teams are proposed by a search, moved by hand, locked, searched again, and published in one step, once."""

from datetime import timedelta

import pytest

from lineup.core.foundation.errors import Refusal
from lineup.core.outbox.models import Message
from lineup.domains.racing import (
    apart,
    asking,
    forming,
    proposals,
    publishing,
    race_classes,
    race_entries,
    races,
    signups,
    slots,
)
from lineup.domains.racing.formation import measuring, proposing, refusals
from lineup.domains.racing.formation.answers import Limits
from lineup.domains.racing.models import ProposedSeat, RaceEntry, Team, TeamProposal
from lineup.domains.racing.proposals import Wish
from lineup.domains.racing.signup_states import Status
from tests.support import crowd, factories

pytestmark = [pytest.mark.req("A10")]
NAMES = ("Ada", "Ben", "Cem", "Dia", "Eve", "Fay")
ASKED = {"teams_count": 2, "seats_least": 2, "seats_best": 3, "seats_most": 4, "seconds": 1}
State = TeamProposal.State


@pytest.fixture
def race(make_race, make_row, make_car, simulator, by, at):
    race = make_race()
    gt3 = make_row("classes", simulator=simulator, name="GT3", cars=[make_car(), make_car("m6")])
    race_classes.add(race, gt3, most_entries=3, by=by, at=at)
    slots.add(race, starts_at=at + timedelta(days=30), by=by, at=at)
    return race


@pytest.fixture
def sign_up(race, at):
    def make(name, **values):
        person, slot = factories.member(name), race.slots.get()
        values = {"drive": [(slot.starts_at, slot.ends_at)], **values}
        return signups.sign_up(race, person, by=factories.actor(person), at=at, **values)

    return make


@pytest.fixture
def drivers(sign_up):
    return [sign_up(name) for name in NAMES]


@pytest.fixture(autouse=True)
def _few_steps(request, monkeypatch):
    """The search in this process, and short; but for the tests that ask for the child."""
    if "embedded" not in request.keywords:
        monkeypatch.setattr(
            apart, "propose", lambda club, limits, watch: proposing.propose(club, Limits(1, limits.seed, 200), watch)
        )


@pytest.fixture
def order(race, drivers, by, at):
    return lambda chosen=None, **values: proposals.order(race, chosen or drivers, by=by, at=at, **{**ASKED, **values})


def _run(proposal, at):
    forming.go_on(Message.objects.get(key=f"{proposals.TOPIC}:{proposal.pk}"), at=at)
    return proposals.find(proposal.race, proposal.pk)


def _where(proposal):
    rows = proposal.seats.select_related("signup__person", "team")
    return {row.signup.person.name: row.team.position if row.team else None for row in rows}


@pytest.fixture
def proposal(order, at):
    return _run(order(), at)


def test_a_search_seats_everybody_and_keeps_its_seed_and_what_was_asked(proposal, race):
    where = _where(proposal)
    assert (proposal.state, sorted(where), set(where.values())) == (State.DONE, sorted(NAMES), {1, 2})
    assert {name: getattr(proposal, name) for name in ASKED} == ASKED
    assert (proposal.seed, proposal.steps, proposal.bound <= proposal.points) == (1, 200, True)
    assert [(team.slot, team.car is not None) for team in proposal.teams.all()] == [(race.slots.get(), True)] * 2
    teams = asking.teams(proposal)
    assert measuring.of_all(asking.club(proposal), teams).points == pytest.approx(proposal.points)


def test_a_worker_that_died_begins_anew_and_finds_the_same(order, at):
    proposal = order()
    first = _where(_run(proposal, at))
    TeamProposal.objects.filter(pk=proposal.pk).update(state=State.RUNNING)
    assert _where(_run(proposal, at)) == first


def test_a_search_that_was_cancelled_ends_with_the_best_so_far(order, by, at):
    proposal = order()
    proposals.cancel(proposal, by=by, at=at)
    found = _run(proposal, at)
    assert (found.state, found.cancelled_at, None in _where(found).values()) == (State.DONE, at, False)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"teams_count": 1}, refusals.TooManyDrivers),
        ({"teams_count": 4}, refusals.TooFewDrivers),
        ({"seats_least": 4}, refusals.BadSizes),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_searched(values, refusal, order):
    with pytest.raises(refusal):
        order(**values)
    assert (TeamProposal.objects.count(), Message.objects.filter(topic=proposals.TOPIC).count()) == (0, 0)


@pytest.mark.parametrize(
    ("asked", "field"), [({"drivers_least": 3}, "seats_least"), ({"drivers_most": 3}, "seats_most"), ({}, None)]
)
def test_teams_have_as_many_as_the_race_lets_drive(asked, field, race, order, by, at):
    races.change(race, by=by, at=at, **asked)
    try:
        order()
        found = None
    except proposals.SizesOfTheRace as refused:
        found = refused.field
    assert (found, TeamProposal.objects.exists()) == (field, field is None)


def test_nobody_and_people_without_hours_are_refused_by_name(race, order, sign_up, by, at):
    with pytest.raises(refusals.NobodySignedUp):
        proposals.order(race, [], by=by, at=at, **ASKED)
    with pytest.raises(refusals.NoHours) as refused:
        order([sign_up("Gil", drive=[]), sign_up("Hal")], teams_count=1)
    assert "Gil" in str(refused.value)


def test_people_are_moved_and_every_measure_follows(proposal, by, at):
    seat = proposal.seats.filter(team__position=1).first()
    other = proposal.teams.get(position=2)
    before = measuring.of_all(asking.club(proposal), asking.teams(proposal))
    proposals.move(proposal, seat.pk, other.pk, by=by, at=at)
    after = measuring.of_all(asking.club(proposal), asking.teams(proposal))
    assert (ProposedSeat.objects.get(pk=seat.pk).team, after.points > before.points) == (other, True)
    assert proposals.move(proposal, seat.pk, None, by=by, at=at).team is None


def test_who_is_locked_is_not_moved_and_stays_when_it_is_searched_again(proposal, by, at):
    seat = proposal.seats.filter(team__position=1).first()
    proposals.move(proposal, seat.pk, proposal.teams.get(position=2).pk, by=by, at=at)
    seat.refresh_from_db()
    proposals.lock(proposal, seat, by=by, at=at)
    with pytest.raises(proposals.LockedSeat):
        proposals.move(proposal, seat.pk, None, by=by, at=at)
    found = _run(proposals.again(proposal, by=by, at=at), at)
    kept = found.seats.get(signup=seat.signup)
    assert (kept.team.position, kept.is_locked, found.base, found.seed) == (2, True, proposal, 2)


def test_a_locked_team_keeps_its_people_slot_and_car(proposal, by, at):
    team = proposal.teams.get(position=1)
    proposals.lock(proposal, team, by=by, at=at)
    found = _run(proposals.again(proposal, by=by, at=at), at)
    again = found.teams.get(position=1)
    assert {*again.seats.values_list("signup", flat=True)} == {*team.seats.values_list("signup", flat=True)}
    assert (again.slot, again.car) == (team.slot, team.car)


def test_sizes_may_be_others_as_far_as_the_locks_allow(proposal, by, at):
    team, seat = proposal.teams.get(position=2), proposal.seats.filter(team__position=2).first()
    proposals.lock(proposal, seat, by=by, at=at)
    one = _run(proposals.again(proposal, teams_count=1, seats_best=6, seats_most=6, by=by, at=at), at)
    assert (one.state, [(row.position, row.name) for row in one.teams.all()]) == (State.DONE, [(1, team.name)])
    assert set(one.seats.values_list("team__position", flat=True)) == {1}
    sizes = {"seats_least": 1, "seats_best": 2, "seats_most": 3}
    more = _run(proposals.again(one, teams_count=3, **sizes, by=by, at=at), at)
    # a team that was called otherwise keeps its name, and no other gets it
    assert [row.name for row in more.teams.order_by("position")] == ["Team 2", "Team 1", "Team 3"]
    assert (more.seats.get(signup=seat.signup).team.position, more.seats.filter(team=None).count()) == (1, 0)


def test_locks_that_other_sizes_do_not_allow_are_said_and_nothing_is_searched(proposal, by, at):
    for position in (1, 2):
        proposals.lock(proposal, proposal.teams.get(position=position), by=by, at=at)
    with pytest.raises(refusals.BadSizes, match="More teams are settled"):
        proposals.again(proposal, teams_count=1, seats_most=6, by=by, at=at)
    with pytest.raises(refusals.TeamOverfull):
        proposals.again(proposal, teams_count=6, seats_least=1, seats_best=1, seats_most=2, by=by, at=at)
    with pytest.raises(refusals.TooFewDrivers):
        proposals.again(proposal, teams_count=4, by=by, at=at)
    assert TeamProposal.objects.count() == 1


def test_a_must_is_kept_and_musts_against_locks_are_said_in_words(race, drivers, order, by, at):
    one, other = drivers[0], drivers[1]
    found = _run(order(ties=[Wish(one, other, "apart", is_must=True)]), at)
    where = _where(found)
    assert where["Ada"] != where["Ben"]
    proposals.move(found, found.seats.get(signup=one).pk, found.teams.get(position=1).pk, by=by, at=at)
    proposals.move(found, found.seats.get(signup=other).pk, found.teams.get(position=1).pk, by=by, at=at)
    for row in found.seats.filter(signup__in=[one, other]):
        proposals.lock(found, row, by=by, at=at)
    failed = _run(proposals.again(found, by=by, at=at), at)
    assert failed.state == State.FAILED
    assert "Ada, Ben must be in different teams." in failed.problem


def test_publishing_makes_entries_with_numbers_and_tells_everybody_once(proposal, race, by, at):
    made = publishing.publish(proposal, by=by, at=at)
    assert [(entry.status, entry.number) for entry in made] == [("confirmed", "1"), ("confirmed", "2")]
    assert {signups.status_of(row) for row in signups.of(race)} == {Status.ENTERED}
    assert {team.kind for team in Team.objects.all()} == {"temporary"}
    told = Message.objects.filter(topic="notice", key__contains="racing.entry_confirmed")
    assert told.count() == len(NAMES)
    assert publishing.publish(proposal, by=by, at=at) == made
    assert (RaceEntry.objects.count(), told.count()) == (2, len(NAMES))


@pytest.mark.req("A11")
def test_a_person_without_a_club_forms_one_temporary_team_of_who_signed_up(order, race, drivers, by, at):
    assert race.event.offering.club is None
    found = _run(order(teams_count=1, seats_most=6), at)
    (entry,) = publishing.publish(found, by=by, at=at)
    team = Team.objects.get()
    assert (team.kind, team.owner, team.event, entry.participant) == (
        "temporary",
        by.person,
        race.event,
        team.participant,
    )
    entered = {row.person.name for row in signups.of(race) if signups.status_of(row) == Status.ENTERED}
    assert (entered, entry.seats.count()) == (set(NAMES), len(NAMES))


def test_who_withdrew_since_stops_publishing_and_nothing_is_changed(proposal, race, drivers, by, at):
    signups.withdraw(signups.find(race, drivers[0].pk), by=factories.actor(drivers[0].person), at=at)
    with pytest.raises(publishing.PeopleGone) as refused:
        publishing.publish(proposal, by=by, at=at)
    assert "Ada" in str(refused.value)
    assert (RaceEntry.objects.count(), Team.objects.count()) == (0, 0)
    proposals.move(proposal, proposal.seats.get(signup=drivers[0]).pk, None, by=by, at=at)
    assert len(publishing.publish(proposal, by=by, at=at)) == 2


def test_a_class_that_is_too_small_stops_publishing_and_nothing_is_changed(proposal, race, by, at):
    race_classes.change(race.classes.select_related("pool").get(), most_entries=1, by=by, at=at)
    with pytest.raises(Refusal) as refused:
        publishing.publish(proposal, by=by, at=at)
    assert (refused.value.code, RaceEntry.objects.count(), Team.objects.count()) == ("pool_full", 0, 0)
    assert {signups.status_of(row) for row in signups.of(race)} == {Status.SIGNED_UP}
    proposal.refresh_from_db()
    assert proposal.state == State.DONE


def test_of_two_proposals_of_the_same_people_one_is_published(proposal, by, at):
    other = _run(proposals.again(proposal, by=by, at=at), at)
    publishing.publish(proposal, by=by, at=at)
    with pytest.raises(publishing.PeopleGone):
        publishing.publish(other, by=by, at=at)
    assert RaceEntry.objects.count() == 2


def test_a_proposal_under_way_is_not_touched(order, by, at):
    proposal = order()
    for act in (publishing.publish, proposals.again):
        with pytest.raises(proposals.ProposalNotReady):
            act(proposal, by=by, at=at)


def test_whoever_sits_in_an_entry_is_no_candidate(race, drivers, proposal, by, at):
    publishing.publish(proposal, by=by, at=at)
    assert [*proposals.candidates(race)] == []
    race_entries.move(RaceEntry.objects.first(), race_entries.EntryAct.WITHDRAW, by=by, at=at)
    assert proposals.candidates(race).count() == 3


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_wins(proposal, race, by, at):
    other = _run(proposals.again(proposal, by=by, at=at), at)
    chosen = (proposal, other, proposal, other)

    def work(number, say):
        mine = proposals.find(races.find(race.event), chosen[number].pk)
        try:
            made = publishing.publish(mine, by=by, at=at)
        except Refusal as refusal:
            say(which=number % 2, refused=refusal.code)
        else:
            say(which=number % 2, numbers=[entry.number for entry in made])

    with crowd.of(4, work) as processes:
        processes.go()
        processes.wait()
        heard = processes.said
    # whoever publishes the one that won again gets the same entries; the other is refused, twice
    won = [said for said in heard if "numbers" in said]
    lost = [said for said in heard if "refused" in said]
    assert ([said["numbers"] for said in won], len({said["which"] for said in won})) == ([["1", "2"]] * 2, 1)
    assert [said["refused"] for said in lost] == ["people_gone"] * 2
    assert (RaceEntry.objects.count(), Team.objects.count()) == (2, 2)


@pytest.mark.embedded
def test_the_child_finds_teams_as_well(order, at):
    assert set(_where(_run(order(), at)).values()) == {1, 2}
