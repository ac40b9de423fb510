"""What a guild should look like, and what leads there from what it is: plain values, no database, no network."""
