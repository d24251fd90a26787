"""A spec begun from what a repository says: the command ``techspec new``."""
