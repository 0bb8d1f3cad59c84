"""Reading evidence, always in the actor's own agency and only what the actor may see."""
