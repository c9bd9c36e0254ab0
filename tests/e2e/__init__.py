"""The whole product as its processes, driven from outside."""
