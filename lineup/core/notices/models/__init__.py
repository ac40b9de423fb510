"""What a person was told, what they want to hear, and where."""

from lineup.core.notices.models.browser import Browser
from lineup.core.notices.models.notice import Notice
from lineup.core.notices.models.wishes import Choice, Mute, Rhythm

__all__ = ["Browser", "Choice", "Mute", "Notice", "Rhythm"]
