"""The public log as rules: commitments, the Merkle tree, checkpoints, cosignatures, proofs, policies.

Formats are those of C2SP; `docs/domain/log.md` is the specification. Nothing here signs or reads: signing
and checking of Ed25519 signatures come in as functions.
"""
