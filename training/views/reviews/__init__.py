"""Reviews: the list, one of them, what is done to it, its lessons and recommendations, and its themes."""

from training.views.reviews import lessons, listing, recommendations, review, steps

ADDRESSES = [
    *listing.ADDRESSES,
    *review.ADDRESSES,
    *steps.ADDRESSES,
    *lessons.ADDRESSES,
    *recommendations.ADDRESSES,
]
