"""Publishing: what is told of a body is made anew, and what changed is put in place of what was there."""
