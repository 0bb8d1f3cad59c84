"""Reading what is published: whoever comes may read it, so nothing here asks who."""
