"""What a project says: items, documents, specs, and what their names mean."""
