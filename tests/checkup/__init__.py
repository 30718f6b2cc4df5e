"""Tests of what `flask doctor` looks at."""
