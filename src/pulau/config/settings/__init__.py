"""Django settings: `base` for all, then `embedded`, `production` or `test`; `chosen` picks by `PULAU_PROFILE`."""
