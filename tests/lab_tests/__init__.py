"""Smoke tests of the laboratory itself."""
