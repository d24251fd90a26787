techspec_topics = {"Sprache": "language", "Datenbank": "database"}
