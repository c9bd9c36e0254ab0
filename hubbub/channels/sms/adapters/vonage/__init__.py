"""Vonage: texts and receipts over its Messages API, numbers over its Numbers API."""
