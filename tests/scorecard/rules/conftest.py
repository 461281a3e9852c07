"""Settings of the property tests of rules. A busy machine is no finding, so examples have no deadline."""

from hypothesis import HealthCheck, settings

settings.register_profile("rules", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rules")
