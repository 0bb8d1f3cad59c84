"""The demo's declarations and pacts: what its bodies declared, and who pledged. All of it is invented."""
