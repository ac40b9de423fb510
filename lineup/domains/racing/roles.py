"""The roles of pools that racing adds to an event."""

# who would drive, and what teams enter with
DRIVER, ENTRANT = "driver", "entrant"
