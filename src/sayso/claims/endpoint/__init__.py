"""Claims by a language model of the user's own: what is asked, what is taken from the answer."""
