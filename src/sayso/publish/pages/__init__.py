"""What stands where on a dossier's page: plain values that templates only put down."""
