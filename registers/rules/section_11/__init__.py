"""Section 11 self-assessments: what they ask, where each stands, how they are scored and chased."""
