"""Capabilities, each an app; across apps only `contract` is imported."""
