"""The stint plan of one car: who drives when, proved; no database, no web."""
