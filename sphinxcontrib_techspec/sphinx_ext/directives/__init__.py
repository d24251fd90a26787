"""The directives, one file a family: items, heads of specs, views, misspelt names."""
