"""Hubbub, a self-hosted contact centre; the rings and their rules are in ARCHITECTURE.md."""
