"""Remediation plans (rencana aksi perbaikan) born from findings, and good practices that others follow."""
