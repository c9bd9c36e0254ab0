"""The HTTP interface of a vendor, whose clients work here unchanged."""
