"""Public pages kept ready: answered without the database while fresh, and from what stood last while it is away."""
