"""The ledger as a machine of Hypothesis: its acts in any order, and what must hold after each of them."""
