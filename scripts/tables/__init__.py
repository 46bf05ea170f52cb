"""From records to rows: one module per subject, one function per table. A function takes the other tables and yields rows."""
