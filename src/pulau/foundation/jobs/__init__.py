"""Jobs that run beside the pages: named by their dotted path, queued with the transaction that asks for them."""
