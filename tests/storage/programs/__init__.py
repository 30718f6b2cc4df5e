"""Programs that race each other in tests."""
