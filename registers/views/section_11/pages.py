"""Every page of one self-assessment with its address: the same by both doors."""

from django.urls import URLPattern, path

from registers.views.section_11 import answering, assessment, proving
from registers.views.section_11.doors import Page, by_account

PAGES: tuple[tuple[str, Page, str], ...] = (
    ("", assessment.assessment, "assessment"),
    ("carry-forward/", assessment.carry, "assessment-carry"),
    ("sign-off/", assessment.sign_off, "assessment-sign-off"),
    ("file/<slug:form>/", assessment.file, "assessment-file"),
    ("standards/<int:number>/", answering.standard, "assessment-standard"),
    ("standards/<int:number>/improve/", answering.improve, "assessment-improve"),
    ("standards/<int:number>/evidence/", proving.evidence, "assessment-evidence"),
    ("improvements/<int:improvement_id>/", answering.improvement, "assessment-improvement"),
    (
        "improvements/<int:improvement_id>/take-back/",
        answering.improvement_back,
        "assessment-improvement-back",
    ),
    ("evidence/<int:item_id>/file/", proving.evidence_file, "assessment-evidence-file"),
    ("evidence/<int:item_id>/take-back/", proving.evidence_back, "assessment-evidence-back"),
)

ADDRESSES: list[URLPattern] = [
    path(f"section-11/<int:cycle>/<slug:organisation>/{where}", by_account(view), name=name)
    for where, view, name in PAGES
]
