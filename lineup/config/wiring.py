"""The only file that names every kind, outbox handler, periodic job and notice kind."""


def connect() -> None:
    """Tells the floors below what is installed; called once, when the apps are ready."""
