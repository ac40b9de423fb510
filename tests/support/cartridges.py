"""Common Cartridges for tests, built of parts: a manifest, pages, links, files and assessments."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from tests.support import films, parcels

CC = "http://www.imsglobal.org/xsd/imsccv1p{minor}/imscp_v1p1"
ASSESSMENT = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
LINK = "imswl_xmlv1p1"


def item(title: str, *within: str, ref: str = "") -> str:
    """An entry of the table of contents, or a folder of those within."""
    named = f' identifierref="{ref}"' if ref else ""
    return f"<item{named}><title>{escape(title)}</title>{''.join(within)}</item>"


def manifest(
    entries: Sequence[str], resources: Mapping[str, tuple[str, str]], *, minor: int = 3, title: str = ""
) -> str:
    """`resources`: by identifier the type and the part."""
    listed = "".join(
        f'<resource identifier="{key}" type="{kind}" href="{part}"><file href="{part}"/></resource>'
        for key, (kind, part) in resources.items()
    )
    lom = f"http://ltsc.ieee.org/xsd/imsccv1p{minor}/LOM/manifest"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" xmlns="{CC.format(minor=minor)}" xmlns:lom="{lom}">
<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.{minor}.0</schemaversion>
<lom:lom><lom:general><lom:title><lom:string>{escape(title or "Bread")}</lom:string></lom:title></lom:general></lom:lom>
</metadata><organizations><organization identifier="o" structure="rooted-hierarchy">
<item identifier="root">{"".join(entries)}</item></organization></organizations>
<resources>{listed}</resources></manifest>"""


def link(title: str, address: str) -> str:
    space = "http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3"
    return f'<webLink xmlns="{space}"><title>{escape(title)}</title><url href="{escape(address)}"/></webLink>'


def question(profile: str, text: str, choices: Mapping[str, str], right: str, **more: Any) -> str:
    """An item of an assessment; `right` is what stands in its condition."""
    labels = "".join(
        f'<response_label ident="{key}"><material><mattext texttype="text/html">{escape(words)}</mattext></material>'
        "</response_label>"
        for key, words in choices.items()
    )
    asks = more.get("asks") or f'<response_lid ident="r"><render_choice>{labels}</render_choice></response_lid>'
    weight = more.get("weight", "1")
    fields = "".join(
        f"<qtimetadatafield><fieldlabel>{key}</fieldlabel><fieldentry>{value}</fieldentry></qtimetadatafield>"
        for key, value in (("cc_profile", f"cc.{profile}.v0p1"), ("cc_weighting", weight))
    )
    return f"""<item ident="{profile}"><itemmetadata><qtimetadata>{fields}</qtimetadata></itemmetadata>
<presentation><material><mattext texttype="text/html">{escape(text)}</mattext></material>{asks}</presentation>
<resprocessing>
<respcondition><conditionvar><varequal respident="r">wrong</varequal></conditionvar>
<setvar varname="SCORE" action="Subtract">50</setvar></respcondition><respcondition><conditionvar>{right}</conditionvar>
<setvar varname="SCORE" action="Set">100</setvar>
</respcondition></resprocessing>{more.get("told", "")}</item>"""


def assessment(*questions: str, **settings: str) -> str:
    fields = "".join(
        f"<qtimetadatafield><fieldlabel>{key}</fieldlabel><fieldentry>{value}</fieldentry></qtimetadatafield>"
        for key, value in settings.items()
    )
    space = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
    return f"""<questestinterop xmlns="{space}"><assessment ident="a" title="Exam"><qtimetadata>{fields}</qtimetadata>
<section ident="root">{"".join(questions)}</section></assessment></questestinterop>"""


def is_(ident: str) -> str:
    return f'<varequal respident="r">{escape(ident)}</varequal>'


def whole(*, minor: int = 3) -> bytes:
    """A cartridge with a bit of everything."""
    page = """<html><head><title>no</title><style>p{}</style></head><body><h1>Knead</h1><p>Flour &amp; <b>water</b>.
<script>alert(1)</script><img src="../web_resources/loaf.png" alt="A loaf"> See
<a href="https://example.org/rest">rest</a>, <a href="$IMS-CC-FILEBASE$/recipe.pdf">the recipe</a>,
<a href="javascript:alert(1)">this</a>, <a href="http://[">that</a>.</p><ul><li>One</li></ul>
<p><img src="gone.png" alt="A crumb"><iframe src="//example.org/film" title="Film" onload="a()">x</iframe></p>"""
    blank = '<response_str ident="r"><render_fib{}><response_label ident="x"/></render_fib></response_str>'
    said = '<material><mattext texttype="text/html">&lt;i>Yeast&lt;/i> does it.</mattext></material>'
    told = f'<itemfeedback ident="general_fb"><flow_mat>{said}</flow_mat></itemfeedback>'
    exam = assessment(
        question(
            "multiple_choice", "<p>What makes it <b>rise</b>?</p>", {"a": "Yeast", "b": "Salt"}, is_("a"), weight="3"
        ),
        question(
            "multiple_response",
            'What is in it? <img src="gone.png" alt="It">',
            {"a": "Flour", "b": "Water", "c": "Sand"},
            f"<and>{is_('a')}{is_('b')}<not>{is_('c')}</not></and>",
        ),
        question("true_false", "It rises.", {"t": "True", "f": "<p>False</p>"}, is_("t"), told=told),
        question("fib", "In which city?", {}, f"<or>{is_('Besançon')}{is_('Lyon')}</or>", asks=blank.format("")),
        question("fib", "How many?", {}, is_("3.5"), asks=blank.format(' fibtype="Decimal"')),
        question("fib", "How hot?", {}, is_("hot"), asks=blank.format(' fibtype="Integer"')),
        question("essay", "Why?", {}, "<other/>", asks=blank.format("")),
        question("multiple_choice", "Only one?", {"a": "Yes"}, is_("a")),
        cc_maxattempts="2",
        qmd_timelimit="30",
    )
    resources = {
        "page": ("webcontent", "pages/knead.html"),
        "paper": ("webcontent", "web_resources/recipe.pdf"),
        "loaf": ("webcontent", "web_resources/loaf.png"),
        "program": ("webcontent", "web_resources/run.exe"),
        "clip": ("webcontent", "web_resources/clip.mp4"),
        "film": (LINK, "film.xml"),
        "bad": (LINK, "bad.xml"),
        "exam": (ASSESSMENT, "exam/a.xml"),
        "talk": ("imsdt_xmlv1p1", "talk.xml"),
    }
    entries = [
        item("Welcome", ref="paper"),
        item(
            "Dough",
            item("Knead", ref="page"),
            item("Film [1]", ref="film"),
            item("Talk", ref="talk"),
            item("Clip", ref="clip"),
            item("Within", item("A loaf", ref="loaf"), item("Run", ref="program"), item("Bad", ref="bad")),
            item("Exam", ref="exam"),
            item("Heading"),
        ),
    ]
    return parcels.packed(
        {
            "imsmanifest.xml": manifest(entries, resources, minor=minor),
            "pages/knead.html": page,
            "web_resources/recipe.pdf": parcels.PDF,
            "web_resources/loaf.png": parcels.picture().read(),
            "web_resources/run.exe": b"MZ\0\0",
            "web_resources/clip.mp4": films.mp4(),
            "web_resources/spare.pdf": parcels.PDF,
            "film.xml": link("Film [1]", "https://example.org/film?a=1&b=2"),
            "bad.xml": link("Bad", "javascript:alert(1)"),
            "exam/a.xml": exam,
            "talk.xml": "<topic/>",
        }
    )
