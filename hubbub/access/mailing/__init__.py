"""The mails that concern users: to whom they go and what they say."""
