"""What the tests of the walls between bodies, units and duties share: who must be refused where, and a crawler."""
