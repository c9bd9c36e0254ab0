"""Carriers that sell numbers, a folder each, and the one list of them."""
