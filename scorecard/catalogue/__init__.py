"""The starting catalogue: what a new board measures, as data. Boards copy it and then go their own way."""
