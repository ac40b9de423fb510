"""What is held on somebody: seen, taken along, erased; with an account, or by a mailed link."""
