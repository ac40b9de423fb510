from datetime import UTC, datetime

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
