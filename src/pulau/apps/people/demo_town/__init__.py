"""The demo's bodies, their units and everybody who works there. All of it is invented; nobody real is meant."""
