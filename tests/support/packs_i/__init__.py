"""Evidence packs with known truth, set I: a machine maker, a bathroom wholesaler, an appliance service."""
