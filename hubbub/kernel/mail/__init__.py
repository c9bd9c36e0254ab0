"""Mail: an outbox written with the change that causes it, sent by the worker, its state visible."""
