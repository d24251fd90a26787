techspec_columns = {
    "Aufgabe": "role",
    "Technik": "name",
    "Fassung": "version",
    "Begründung": "note",
    "Kennung": "name",
    "Bedeutung": "meaning",
    "Was tun": "action",
}
