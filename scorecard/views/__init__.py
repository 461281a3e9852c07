"""The pages of the scorecard room. Authorise, ask or act, render."""
