"""Forms a dossier can be written in; `EXPORTS` is their table."""
