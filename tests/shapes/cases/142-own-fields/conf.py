techspec_fields = {"stack": ["Owner", "Licence"]}
