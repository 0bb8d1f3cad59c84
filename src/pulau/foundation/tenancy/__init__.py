"""The wall between bodies: every row of one belongs to a tenant, and forgetting it raises."""
