"""A Discord of our own: its guilds with their rules and limits, on loopback, as slow and broken as a test wants it."""
