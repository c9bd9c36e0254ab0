"""Protocols that others have written down: their wire on one side, our use cases on the other."""
