"""What runs by itself: the loops, and the scheduler's recurring jobs."""
