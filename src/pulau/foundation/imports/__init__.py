"""Taking lists in from files, and giving them out: upload, columns, preview, writing in the background, result."""
