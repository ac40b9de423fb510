"""What an event gets on site: rooms, sessions, and those who look after them."""
