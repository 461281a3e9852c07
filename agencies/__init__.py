"""Who: boards, agencies, people, roles, what each may do, and the record of what they did."""
