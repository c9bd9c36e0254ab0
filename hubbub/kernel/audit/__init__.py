"""The audit: who changed what, written beside each change, sealed into a chain, and checked."""
