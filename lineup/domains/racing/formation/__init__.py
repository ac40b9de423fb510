"""Who drives together: splits of a club's drivers into teams, proposed and explained; no database, no web."""
