"""How it is kept: tables and queries; never commits, never reads the clock."""
