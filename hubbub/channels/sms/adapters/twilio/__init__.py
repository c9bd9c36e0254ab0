"""Twilio: texts, receipts and numbers over its REST interface."""
