"""`files_check`, `files_copy`: what `pulau files` runs."""
