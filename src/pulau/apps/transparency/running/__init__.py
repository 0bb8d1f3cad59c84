"""The log at work: sequencing, asking witnesses, alarms. It is no use case: nobody acts, and nothing can be undone."""
