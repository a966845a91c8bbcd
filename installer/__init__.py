"""Builds the installed app, its packages and its proof; no part of SiamDesk itself."""
