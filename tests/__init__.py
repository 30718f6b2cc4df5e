"""The tests of Unhunch."""
