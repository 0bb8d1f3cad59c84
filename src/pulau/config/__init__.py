"""Where the parts are put together: settings, addresses, server entry points. Nothing imports this package."""
