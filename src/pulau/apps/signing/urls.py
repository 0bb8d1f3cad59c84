"""Addresses of signed documents, and of checking them."""

from __future__ import annotations

from django.urls import path

from pulau.apps.signing.views import certificate, documents, own, periksa, periksa_files, running

app_name = "signing"

SIGNING = [
    path("tanda-tangan", own.waiting, name="waiting"),
    path("tanda-tangan/banyak", running.many, name="many"),
    path("tanda-tangan/banyak/<uuid:run_id>", running.run, name="run"),
    path("tanda-tangan/banyak/<uuid:run_id>/lanjutkan", running.resume, name="resume"),
    path("tanda-tangan/<uuid:signatory_id>", own.sign, name="sign"),
    path("tanda-tangan/<uuid:signatory_id>/tandatangani", own.give, name="give"),
    path("tanda-tangan/<uuid:signatory_id>/saksikan/<uuid:drawn_id>", own.attest, name="attest"),
    path("tanda-tangan/<uuid:signatory_id>/tolak", own.refuse, name="refuse"),
    path("tanda-tangan/<uuid:signatory_id>/tarik", own.withdraw, name="withdraw"),
    path("akun/sertifikat", certificate.certificate, name="certificate"),
    path("akun/sertifikat/cabut", certificate.revoke, name="revoke_certificate"),
    path("akun/sertifikat/minta", certificate.anew, name="certificate_anew"),
]

DOCUMENTS = [
    path("dokumen", documents.documents, name="documents"),
    path("dokumen/<uuid:document_id>", documents.document, name="document"),
    path("dokumen/<uuid:document_id>/versi/<int:number>.pdf", documents.file, name="file"),
    path("dokumen/<uuid:document_id>/ganti/<uuid:signatory_id>", documents.replace, name="replace"),
    path("dokumen/<uuid:document_id>/akhiri", documents.end, name="end"),
]

urlpatterns = [
    *SIGNING,
    *DOCUMENTS,
    path("periksa", periksa.check_document, name="check"),
    path("periksa/mandiri", periksa.oneself, name="oneself"),
    path("periksa/jangkar.pem", periksa_files.anchors, name="anchors"),
    path("v/<str:code>.json", periksa_files.numbered_json, name="numbered_json"),
    path("v/<str:code>.bukti", periksa_files.numbered_receipt, name="numbered_receipt"),
    path("v/<str:code>.pdf", periksa_files.numbered_file, name="numbered_file"),
    path("v/<str:code>", periksa.numbered, name="numbered"),
]
