techspec_columns = {"Ziel": "target", "Messung": "measurement"}
