"""The parts of the measurement of the ledger."""
