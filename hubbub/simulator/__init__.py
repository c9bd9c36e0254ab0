"""A carrier and its customers' phones, for trying and testing without a real one."""
