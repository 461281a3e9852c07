"""The roof: settings, addresses, worker and wiring of the portal."""
