"""Infobip: texts, receipts and numbers over its HTTP interface."""
