"""SMPP 3.4 over asyncio, both roles, with answers that wait for their handler."""
