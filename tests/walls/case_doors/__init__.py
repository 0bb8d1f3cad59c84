"""The doors of each app below a case, a module an owner.

DOORS = {"panels:panel": Door(read=SEERS, write=PANEL, rests=((),), body={"suara": "for"})}

Ids of furnished rows stand as "{words}" in a rest, and lie in `Furnished.cases[sphere, "{words}"]`.
"""
