"""Pledges and declarations: integrity pacts, the public declaration (pencanangan), its ceremony, and true coverage."""
