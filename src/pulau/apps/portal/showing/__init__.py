"""From published rows to what a page shows: plain values in the reader's language, no query and no request."""
