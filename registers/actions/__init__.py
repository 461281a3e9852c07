"""What people do in the registers room: verbs that write, each one transaction and one entry in the record."""
