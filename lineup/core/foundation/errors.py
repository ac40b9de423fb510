"""Refusals: what the house says instead of doing a thing, with a code that never changes."""

from collections.abc import Mapping


class Refusal(Exception):
    """A rule said no; nothing was changed.

    `code` is stable and machine-readable, `sentence` names the remedy to a person, `field` names
    the input at fault where there is one, `status` is the HTTP status that fits. One raised without
    a sentence `is_bare`: this file knows no translations.
    """

    code = "refused"
    sentence: object = "This can't be done."
    status = 409
    field: str | None = None

    def __init__(self, sentence: object = None, *, field: str | None = None, **facts: object):
        self.facts: Mapping[str, object] = facts
        self._sentence = sentence if sentence is not None else self.sentence
        self.field = field or self.field
        super().__init__(self.code)

    @property
    def is_bare(self) -> bool:
        """Whether it says no more than its kind: then whoever shows it has words for its status."""
        return self._sentence is Refusal.sentence

    def __str__(self) -> str:
        # the facts go in first: a plural is chosen by them
        return str(self._sentence % self.facts if self.facts else self._sentence)  # type: ignore[operator]


class Invalid(Refusal):
    """Input that can be put right: names the field and the remedy."""

    code = "invalid"
    status = 422


class Forbidden(Refusal):
    """The person may know that the thing exists, but not do this to it."""

    code = "forbidden"
    status = 403


class Missing(Refusal):
    """There is no such thing, or the person may not know that there is."""

    code = "not_found"
    status = 404


class Expired(Refusal):
    """A link, an offer or an invitation whose time is over."""

    code = "expired"
    status = 410
