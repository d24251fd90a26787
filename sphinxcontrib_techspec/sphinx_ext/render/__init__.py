"""From records to standard nodes, once, when a page is written."""
