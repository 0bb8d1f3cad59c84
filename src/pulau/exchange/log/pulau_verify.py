"""Periksa bukti dari catatan publik Pulau, tanpa server / verify proofs of Pulau's public log, without a server.

Skeleton: the sections stand, the code follows. Standard library only, Python 3.9 or newer, nothing of pulau.
"""

# --- errors and words
# --- Ed25519
# --- the Merkle tree
# --- canonical JSON
# --- signed notes, policies, checkpoints, proofs
# --- receipts
# --- in print
# --- monitor
# --- replay
# --- the command
