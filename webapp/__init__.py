"""Unhunch: neck care in the gaps of a working day."""
