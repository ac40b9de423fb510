"""How much of what is ours may go at once without a human who agreed: channels and roles, and members alike."""

FEW, PERCENT = 3, 20


def most_at_once(ours: int) -> int:
    """Return how many of so many of ours may go; where they are few, a few."""
    return max(FEW, ours * PERCENT // 100)
