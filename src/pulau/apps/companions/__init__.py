"""Rooms of companions (pendamping): read, advise, ask, dissent on record; no score power."""
