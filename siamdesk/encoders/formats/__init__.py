"""The formats that a trained model leaves the app in, one module each."""
