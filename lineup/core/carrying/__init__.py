"""What another system held, carried over: each record once, with a report of what was left."""
