//! Headless commands over session and exchange.
