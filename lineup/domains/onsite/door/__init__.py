"""The door: one rule for who comes in, what was scanned, who is where."""
