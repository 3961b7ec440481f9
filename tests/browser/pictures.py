"""The pictures of docs/img, taken of the service as it runs: `make pictures`, or with names, of these alone.

Faces and line ends depend on the fonts of the machine, so no test compares pictures: they are looked at.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import programs

IMG = Path(__file__).parents[2] / "docs" / "img"
SIZE = {"width": 1280, "height": 900}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
DARK = {"color_scheme": "dark"}
VERDICT = """() => {
  const marker = document.querySelector("#m1");
  marker.querySelector("input[value=accept]").click();
  const note = marker.querySelector("textarea");
  note.value = "Agreed with the Legal Adviser.";
  note.dispatchEvent(new Event("input", { bubbles: true }));
}"""
OWN = """() => {
  const quote = (words) => {
    const row = [...document.querySelectorAll(".row")].find((each) => each.textContent.includes(words));
    const letters = [...passages.letters(row, "new")];
    return { start: letters[letters.map(({ said }) => said).join("").indexOf(words)].at, exact: words };
  };
  const signed = { analyst: "Bo Lind", date: "2031-04-02" };
  const own = { direction: "neutral", level: "notable", note: "", old: [] };
  judgements.mark(() => [
    { ...own, id: "o1", kind: "Standing phrase", new: [quote("took part in the ceremony")], ...signed },
    { ...own, id: "o2", kind: "Tone", direction: "softened", level: "high", note: "Compare the toast.", new: [quote("a season of change")] },
  ]);
  const first = document.querySelector("#o1");
  first.closest(".unit").scrollIntoView({ block: "center" });
}"""
OPEN = """() => {
  document.querySelector("#t1 details").open = true;
  document.querySelector("#themes").scrollIntoView();
}"""
PASSED_LIVES = '() => document.querySelector("#lives-head").scrollIntoView()'
# The picture, the page, how it is looked at, and what is done before it is taken.
PICTURES = [
    ("diff-page", "/samples/without-limits", {}, None),
    ("theme-table", "/samples/reworded-successor", {"viewport": {"width": 1440, "height": 1180}}, None),
    ("theme-table-open", "/samples/reworded-successor", {"viewport": {"width": 1440, "height": 1180}}, OPEN),
    ("theme-table-deed", "/samples/word-to-deed", {"viewport": {"width": 1440, "height": 1180}}, None),
    ("theme-table-phone", "/samples/reworded-successor", PHONE, None),
    ("diff-page-marker", "/samples/citizens-to-persons#m3", {}, None),
    ("diff-page-list", "/samples/without-limits?list=1&level=critical&level=high#m4", {}, None),
    ("diff-page-contrast", "/samples/without-limits?palette=contrast#c20", DARK, None),
    ("diff-page-verdict", "/samples/without-limits?view=inline&palette=legal#m1", {}, VERDICT),
    ("diff-page-own", "/samples/without-limits?view=side", {}, OWN),
    ("diff-page-dark", "/samples/russian-declaration#m3", DARK, None),
    ("diff-page-chinese", "/samples/chinese-formula-dropped?lang=zh#m3", {}, None),
    ("diff-page-phone", "/samples/without-limits#c20", PHONE, None),
    (
        "archive-series",
        "/archive/samples/iren-sound/series/iren-sound",
        {"viewport": {"width": 1280, "height": 1180}},
        None,
    ),
    ("archive-series-phone", "/archive/samples/iren-sound/series/iren-sound", PHONE, PASSED_LIVES),
    ("archive-wording", "/archive/samples/iren-sound/wording?what=serious+concern&series=iren-sound", {}, None),
    (
        "versions",
        "/versions/samples/strait-of-veld?rows=divergent",
        {"viewport": {"width": 1280, "height": 1180}},
        None,
    ),
    ("start-page", "/", {"viewport": {"width": 1280, "height": 1000}}, None),
]

SAMPLES = IMG.parents[1] / "samples"
PAPERS = {
    "brief-paper": ("brief-pdf", "without-limits"),
    "brief-word": ("brief-docx", "without-limits"),
    "brief-series": ("brief-pdf", "word-to-deed"),
}
"""The pictures of the first page of a form on paper, each of a sample; a Word document is printed by LibreOffice."""


def print_out(name, folder):
    """The picture of the first page of a form."""
    form, sample = PAPERS[name]
    paper = Path(folder) / f"{name}.{form.removeprefix('brief-')}"
    texts = [str(SAMPLES / sample / f"{side}.txt") for side in ("old", "new")]
    command = [sys.executable, "-m", "diple.cli", "brief", *texts, "-f", paper.suffix[1:], "-o", str(paper)]
    subprocess.run(command, check=True)
    if form == "brief-docx":
        profile = f"-env:UserInstallation={Path(folder).as_uri()}/profile"
        convert = [programs.soffice(), profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(paper)]
        subprocess.run(convert, check=True, capture_output=True)
    pages = ["pdftoppm", "-png", "-singlefile", "-r", "96", str(paper.with_suffix(".pdf"))]
    subprocess.run([*pages, str(IMG / name)], check=True)
    print(IMG / f"{name}.png")


def main(names):
    """Takes the pictures of these names, or all."""
    wanted = [picture for picture in PICTURES if not names or picture[0] in names]
    command = [sys.executable, "-m", "diple.cli", "serve", "--port", "0", "--workers", "1"]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        environment = {**os.environ, "DIPLE_DATA": folder}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as service:
            address = re.search(r"http://\S+:\d+", service.stdout.readline())[0]
            browser = playwright.chromium.launch(
                executable_path=programs.chromium(), args=["--no-sandbox", "--hide-scrollbars"]
            )
            for name, path, look, action in wanted:
                take(
                    browser, address + path, IMG / f"{name}.png", {"viewport": SIZE, "locale": "en-GB", **look}, action
                )
            browser.close()
            service.terminate()
        for name in PAPERS:
            if not names or name in names:
                print_out(name, folder)


def take(browser, address, goal, look, action):
    """One picture."""
    context = browser.new_context(**look)
    page = context.new_page()
    page.goto(address)
    if action:
        page.evaluate(action)
    page.wait_for_timeout(300)
    page.screenshot(path=goal)
    context.close()
    print(goal)


if __name__ == "__main__":
    main(sys.argv[1:])
