"""Subscriptions of this interface: webhooks of ours, told in its words."""
