"""Values with a grammar: versions, targets, cardinalities, names."""
