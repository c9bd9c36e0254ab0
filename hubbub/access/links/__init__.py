"""Single-use links that come by mail: random, stored hashed, short-lived."""
