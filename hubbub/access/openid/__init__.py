"""Signing in with OpenID Connect: providers of an account, and who is who at each."""
