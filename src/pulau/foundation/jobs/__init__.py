"""Jobs that run beside the pages: named by their dotted path, put in the queue when the transaction commits."""
