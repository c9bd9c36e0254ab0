"""The ground everything stands on: database, events, time, settings, errors; it knows no feature."""
