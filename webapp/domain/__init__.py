"""What is true: pure rules, no Flask, no SQLAlchemy, no clock, no network."""
