"""Pictures of users: taken in, drawn anew in two sizes, shown to whoever is in the account."""
