"""The monitor of companions: units by a wish, what rings about them, and telling those who follow it."""
