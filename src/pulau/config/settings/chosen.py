"""The settings of the profile that `PULAU_PROFILE` or pulau.toml names; what `pulau` and the servers load."""

from __future__ import annotations

from pulau.config.environment import Profile, read_environment

if read_environment().profile is Profile.PRODUCTION:
    from pulau.config.settings.production import *  # noqa: F403 - these are the settings
else:
    from pulau.config.settings.embedded import *  # noqa: F403 - these are the settings
