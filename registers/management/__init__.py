"""What whoever runs the portal does to the registers from the command line."""
