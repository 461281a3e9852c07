"""What the board does about what it sees: challenges, risks, actions, audits, meetings."""
