"""The history of squared gradients, and the rate that it leaves."""
