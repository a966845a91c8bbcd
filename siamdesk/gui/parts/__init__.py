"""Small widgets and layouts that panels of all features share."""
