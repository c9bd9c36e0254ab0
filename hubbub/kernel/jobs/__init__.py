"""Long work in steps: begun in a transaction, owned, watched, cancelled, resumed after a crash."""
