"""Tests of the processes and commands."""
