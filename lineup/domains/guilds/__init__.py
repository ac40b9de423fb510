"""The Discord guild of a club: what the club chose, what it should hold, and what was made of it."""
