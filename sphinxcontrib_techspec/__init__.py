"""Typed technical specs for Sphinx: complete, consistent and true."""

__version__ = "0.1.0"
