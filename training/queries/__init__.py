"""Questions of the training room, each named by its answer."""
