"""Which permissions people really use, so that roles can be tightened to that."""
