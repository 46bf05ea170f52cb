"""New records from answers: what is asked for each kind, how an answer is read, and how all of it is written at once or not at all."""
