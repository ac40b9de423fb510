"""Pages of a programme: the timetable for everybody, rooms and sessions for its organisers."""
