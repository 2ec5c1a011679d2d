"""The lecture as scenes: one short script a picture, data only."""
