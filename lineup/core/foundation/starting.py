"""How our commands start."""

# What a command sets as `requires_system_checks`: `bin/check` has run them all, and they load every page of the house,
# which takes longer than most commands do and is more than a worker ever needs.
UNCHECKED: tuple[str, ...] = ()
