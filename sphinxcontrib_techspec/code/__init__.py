"""Source code that authors write in a spec: parsed, never run."""
