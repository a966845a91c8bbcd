"""Evaluation reports that can be handed on."""
