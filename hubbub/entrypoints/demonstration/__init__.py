"""Fills an account with people and traffic, all of it through the doors that everybody uses."""
