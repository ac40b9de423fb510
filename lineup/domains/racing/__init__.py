"""Races on events: what is driven where, by whom, and who signed up for it."""
