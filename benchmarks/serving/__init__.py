"""The service under load: `make load`, `make soak`, `make chaos`; figures and what they mean are in docs/load.md."""
