"""What speaks for a page: each signal is one module, believes one thing, and gives one number a page."""
