"""Tests of the commands of `hubbub`."""
