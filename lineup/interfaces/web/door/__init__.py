"""Pages of the doors: scanning, what was scanned, counts that move by themselves, and the phones that scan."""
