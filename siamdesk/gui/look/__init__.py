"""What the window looks like: colours, fonts, icons, and how small things are drawn."""
