"""Numbers on this interface: found, bought, configured and given back."""
