"""The page of a unit, part by part: each part is made of the unit as it is seen on a day."""
