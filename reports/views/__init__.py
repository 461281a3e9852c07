"""The pages of the reports room. Authorise, ask or act, render."""
