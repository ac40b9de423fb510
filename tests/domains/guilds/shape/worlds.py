"""Guilds, clubs that ask for something of them, and the two brought together without a network."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from lineup.domains.guilds.shape import planning
from lineup.domains.guilds.shape.asked import Asked, Choices, Event, Post, Series, Team
from lineup.domains.guilds.shape.desired import desired
from lineup.domains.guilds.shape.permissions import INVITED
from lineup.domains.guilds.shape.planning import Plan
from lineup.domains.guilds.shape.snapshot import Snapshot
from lineup.domains.guilds.shape.things import Act, Known, State, Words
from lineup.interfaces.discord import calls, reading
from lineup.interfaces.discord.calls import NotYet, Place
from tests.support.discord import routes
from tests.support.discord.guilds import Discord

NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)
CARD = Post("signup", Words("24 h of Spa", "12 of 40", (("https://lineup.example/e/spa", "Join"),)), is_pinned=True)


def team(name, *members, posts=()):
    return Team(name.lower(), name, frozenset(members), posts)


def event(name="Spa", *teams, days=3, hours=24, series="gt3", posts=(CARD,), pk=None):
    """An event that begins in so many days."""
    begins = NOW + timedelta(days=days)
    return Event(pk or name.lower(), name, begins, begins + timedelta(hours=hours), series, posts, teams)


GT3 = Series("gt3", "GT3 Series")


def asked(*events, choices=None, series=(GT3,), digest=()):
    return Asked(choices or Choices(), series=tuple(series), events=events, digest=digest)


class World:
    """A guild and what the house knows of it; `reach` brings it to where it should be."""

    def __init__(self, *, members=6, permissions=INVITED, position=100):
        self.at = NOW
        self.discord = Discord(lambda: int(self.at.timestamp() * 1000))
        self.guild = self.discord.add_guild(permissions=int(permissions), members=members, position=position)
        self.known: dict[str, Known] = {}
        self.calls: list[calls.Call] = []
        self.agreed = frozenset()

    @property
    def users(self):
        return sorted(set(self.guild.members) - {self.guild.owner_id, self.guild.bot_id})

    def ask(self, method, path, body=None, **query):
        status, told = routes.answer(self.discord, method, path, body, {name: str(one) for name, one in query.items()})
        assert status < 400, (method, path, told)
        return told

    def seen(self, *, members=True) -> Snapshot:
        guild, bot = f"/guilds/{self.guild.id}", self.guild.bot_id
        found = reading.snapshot(
            self.ask("GET", guild),
            me=self.ask("GET", f"{guild}/members/{bot}"),
            channels=self.ask("GET", f"{guild}/channels"),
            threads=self.ask("GET", f"{guild}/threads/active")["threads"],
            messages=[one for row in self.making_messages() for one in self.messages_in(row.parent_id)],
        )
        pages = [self.ask("GET", f"{guild}/members", limit=1000)] if members else []
        return found if not members else Snapshot(**{**vars_of(found), "members": reading.members(pages)})

    def making_messages(self):
        return [row for row in self.known.values() if row.state is State.MAKING and row.kind == "message"]

    def messages_in(self, channel):
        return self.ask("GET", f"/channels/{channel}/messages") if channel in self.guild.channels else []

    def plan(self, club, *, seen=None) -> Plan:
        seen = seen or self.seen()
        wanted = desired(club, at=self.at, standing=planning.standing(self.known, seen)).things
        return planning.plan(wanted, self.known, seen, respects_people=club.choices.respects_people, agreed=self.agreed)

    def apply(self, plan, *, stop_after=None, lost=False) -> bool:
        """Make the steps; stop after so many calls (the last one's answer `lost`). Whether all were made."""
        seen, made = self.seen(members=False), 0
        for key in plan.missing:
            self.known[key] = self.known[key].but(state=State.GONE)
        for one in plan.operations:
            if one.act in (Act.TAKE_OVER, Act.LET_GO):
                self.know(one.key, calls.settled(one, Place(seen, self.known)))
                continue
            try:
                call = calls.call(one, Place(seen, self.known))
            except NotYet:
                continue
            row = calls.begun(one, Place(seen, self.known), at_ms=self.discord.now_ms())
            if row is not None:
                self.know(one.key, row)
            if stop_after is not None and made == stop_after:
                return False
            self.calls.append(call)
            told = self.ask(call.method, call.path, call.body)
            made += 1
            if lost and made == stop_after:
                return False
            pk = int(told["id"]) if isinstance(told, dict) else 0
            self.know(one.key, calls.settled(one, Place(seen, self.known), id=pk))
        return True

    def know(self, key, row):
        self.known.pop(key, None)
        if row is not None:
            self.known[key] = row

    def reach(self, club, *, rounds=6) -> int:
        """Plan and apply until there is nothing to do; return how many rounds that took."""
        for number in range(rounds):
            plan = self.plan(club)
            assert plan.faults == (), (plan.faults, plan.operations)
            if not plan.operations and not plan.missing:
                return number
            self.apply(plan)
        raise AssertionError(f"still to do: {self.plan(club).operations}")

    # --- what there is, in words ---

    def tree(self) -> dict[str, list[str]]:
        """Names of channels by the name of their category."""
        found: dict[str, list[str]] = {}
        for one in self.guild.real_channels():
            if one["type"] != 4:
                parent = self.guild.channels.get(one["parent_id"], {}).get("name", "")
                found.setdefault(parent, []).append(one["name"])
        return {name: sorted(names) for name, names in found.items()}

    def channel_names(self):
        return sorted(name for names in self.tree().values() for name in names)

    def channel(self, name) -> dict[str, Any]:
        (found,) = (one for one in self.guild.channels.values() if one["name"] == name)
        return found

    def roles_of(self, user):
        return sorted(self.guild.roles[one]["name"] for one in self.guild.members[user])


def vars_of(snapshot):
    return {name: getattr(snapshot, name) for name in Snapshot.__dataclass_fields__}


names = st.sampled_from(["Spa", "Le Mans", "Bathurst 12 h", "Ünïcödé — Nürburgring", "x" * 180, "!!!", "spa"])


@st.composite
def clubs(draw, users):
    """A club with events of any age, some with teams of these users."""
    series = [Series(one, f"Series {one}", is_over=draw(st.booleans()), statistics=Words("Done", one)) for one in "ab"]
    events = []
    for number in range(draw(st.integers(0, 6))):
        teams = [
            team(
                draw(st.sampled_from(["Alpha", "Bravo", "Çharlie"])) + str(one), *draw(st.sets(st.sampled_from(users)))
            )
            for one in range(draw(st.integers(0, 3)))
        ]
        posts = draw(st.sampled_from([(), (CARD,), (CARD, Post("final", Words("Final list")))]))
        days, home = draw(st.integers(-400, 30)), draw(st.sampled_from(["a", "b", "", "lost"]))
        events.append(event(draw(names), *teams, days=days, series=home, posts=posts, pk=f"e{number}"))
    choices = Choices(
        pattern=draw(st.sampled_from(["{event}-{what}", "{date}-{series}-{event}-{what}"])),
        voice=draw(st.booleans()),
        roles=draw(st.booleans()),
        respects_people=draw(st.booleans()),
        keep_days=draw(st.sampled_from([None, 30])),
        archive_days=draw(st.sampled_from([0, 7])),
    )
    digest = draw(st.sampled_from([(), (Post("2027-W22", Words("The week")),)]))
    return asked(*events, choices=choices, series=series, digest=digest)
