"""When nothing more is asked: of nobody without a token, of one guild that refuses or does not answer."""

from dataclasses import dataclass, field

FIRST_SECONDS, LONGEST_SECONDS = 60.0, 6 * 3600.0
# asks nothing of Discord: so soon after the process knows another token, each guild goes on
TOKEN_SECONDS = 300.0
FORBIDDEN = 3


@dataclass
class Rest:
    """How often in a row a guild went wrong, until when it is left alone, and what it forbade since it went well."""

    times: int = 0
    until: float = 0.0
    forbidden: int = 0


@dataclass
class Brakes:
    """One brake for the token, one for each guild. Time is handed in, as for the budget."""

    is_token_refused: bool = False
    guilds: dict[int, Rest] = field(default_factory=dict)

    def closed_for(self, guild_id: int, *, at: float) -> float:
        """Return for how many seconds the guild is to be left alone."""
        if self.is_token_refused:
            return TOKEN_SECONDS
        return max(0.0, self._of(guild_id).until - at)

    def token_refused(self) -> None:
        """Stop everything in this process, which has this token to its end."""
        self.is_token_refused = True

    def went_wrong(self, guild_id: int, *, at: float) -> float:
        """Leave the guild alone, twice as long each time; return for how many seconds."""
        rest = self._of(guild_id)
        seconds = min(FIRST_SECONDS * 2 ** min(rest.times, 20), LONGEST_SECONDS)
        rest.times, rest.until, rest.forbidden = rest.times + 1, at + seconds, 0
        return seconds

    def was_forbidden(self, guild_id: int) -> bool:
        """Count a refusal; whether there were so many that the next would be refused too."""
        rest = self._of(guild_id)
        rest.forbidden += 1
        return rest.forbidden >= FORBIDDEN

    def went_well(self, guild_id: int) -> None:
        self.guilds.pop(guild_id, None)

    def check_again(self, guild_id: int) -> None:
        """Let the guild be asked at once: an admin says that it was put right, or Discord tells of a change there."""
        self._of(guild_id).until = 0.0

    def _of(self, guild_id: int) -> Rest:
        return self.guilds.setdefault(guild_id, Rest())
