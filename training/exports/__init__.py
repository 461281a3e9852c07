"""What the training room prints and hands out."""
