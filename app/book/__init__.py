"""The open book: tables, transactions, journal, tallies, checks and upgrades."""
