"""The training room: what we learn. Reviews, lessons, courses, who came, what changed."""
