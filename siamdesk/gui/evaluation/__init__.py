"""How good the model is, in figures, plots and the photos behind them."""
