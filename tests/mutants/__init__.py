"""Planted bugs: patches that break a rule of access, each with the tests that must notice."""
