"""What is read off a claim's spans, whoever found them: one module for each field."""
