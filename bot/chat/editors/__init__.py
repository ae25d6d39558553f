"""The desk: releases in, posts planned, the queue kept."""
