"""People in bodies: who may act for which agency and unit, from when to when, and their keys for the API."""
