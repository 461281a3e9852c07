"""Pure rules of the registers room: no Django, no database."""
