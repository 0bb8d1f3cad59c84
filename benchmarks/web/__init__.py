"""The bare Django view that saving is measured against: settings, a table and an address, never part of Pulau."""
