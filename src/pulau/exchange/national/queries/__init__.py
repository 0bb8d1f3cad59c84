"""The questions, one `.sql` file each: what is shown on the page is what was asked."""
