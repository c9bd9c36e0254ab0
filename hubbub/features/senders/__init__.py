"""What we write from: our numbers that can text, and names, each for some queues or for all."""
