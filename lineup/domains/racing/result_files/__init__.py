"""What simulators write after a race, read into one shape: pure functions without the database."""
