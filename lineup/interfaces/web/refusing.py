"""Forms that carry an operation out, and show why its rule said no beside the field at fault."""

from collections.abc import Callable
from typing import Any

from lineup.core.foundation.errors import Refusal


class Refusing:
    """Part of a form: `if form.carries_out(lambda: rooms.create(…, **form.cleaned_data))`."""

    def carries_out(self, act: Callable[[], object]) -> bool:
        """Do it if the form is whole; False where something is missing or a rule said no, which is then shown."""
        form: Any = self
        if not form.is_valid():
            return False
        try:
            act()
        except Refusal as refusal:
            self.say(refusal)
            return False
        return True

    def say(self, refusal: Refusal) -> None:
        """Show the refusal beside its field, above all where the form has no such field."""
        form: Any = self
        field = self.field_at_fault(refusal)
        form.add_error(field if field in form.fields else None, str(refusal))

    def field_at_fault(self, refusal: Refusal) -> str | None:
        """Return what the form calls the field that the refusal names."""
        return refusal.field
