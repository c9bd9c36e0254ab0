"""The audit as its page shows it: who changed what, when and from where."""
