"""The pages of the registers room."""
