techspec_columns = {"Ziel": "purpose", "Zweck": "purpose"}
