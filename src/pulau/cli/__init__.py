"""The `pulau` command: thin. Pure commands stand on core and exchange; `server` calls Django by name."""
