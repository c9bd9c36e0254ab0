"""Telnyx: texts, receipts and numbers over its API v2."""
