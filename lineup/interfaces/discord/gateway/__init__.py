"""What Discord tells as it happens: heard by one process, done by the same operations as everywhere."""
