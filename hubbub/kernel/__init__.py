"""The ground everything stands on: database, events, time, settings, errors; no feature."""
