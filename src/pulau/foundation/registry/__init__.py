"""Typed hooks: facts that travel upward, from the app that knows them to the part that shows or keeps them."""
