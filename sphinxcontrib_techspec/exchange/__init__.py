"""``techspec.json``: written for other tools, and read back."""
