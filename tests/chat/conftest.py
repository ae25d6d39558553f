"""Behaviour tests start with Boris at the desk."""
