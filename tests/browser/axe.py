"""What axe finds against a page, without measuring the contrast of one look a thousand times."""

import json

from axe_playwright_python.sync_playwright import Axe

import campaign

# The suite measures the contrast of one element for each look: where an element and all around it have the names and
# classes of another and of all around that, the rules give them one colour. On the page of a sample these are 495 of
# 2,609 elements, and axe takes 1.5 s of processor time less. A campaign measures each element.
AXE = Axe().axe_script
MARK = """() => {
  const seen = new Set();
  const walk = (node, around) => {
    for (const it of node.children) {
      const look = `${around}>${it.localName}.${it.getAttribute('class')}`;
      const words = it.localName === 'input' || [...it.childNodes].some(one => one.nodeType === 3 && one.data.trim());
      if (words && (it.style?.length || !seen.has(look))) it.setAttribute('data-look', '');
      if (words) seen.add(look);
      walk(it, look);
      if (it.shadowRoot) walk(it.shadowRoot, look);
    }
  };
  walk(document.body, '');
}"""
RUN = """axe.configure({ rules: [{ id: 'color-contrast', selector: %s }] });
axe.run(%s, %s).then(found => found.violations)"""


# What is asked of a page in other colours, of which all else was asked in the usual ones.
OF_COLOURS = {"runOnly": ["color-contrast"]}


def violations(page, context="document", *, contrast_in="", **options):
    """A line for each violation: its rule, the element, and what to do; `context` is a selector, or what axe takes.

    Contrast is two thirds of the time of axe. Where a page is another in one place alone, it is measured there alone:
    `contrast_in` is the selector of that place. All other rules are asked of the whole page.
    """
    page.evaluate(MARK)
    page.evaluate(AXE)
    place = f":is({contrast_in}, :is({contrast_in}) *)" if contrast_in else ""
    measured = campaign.cases(f"{place}[data-look]", "*")
    where = context if context == "document" else json.dumps(context)
    found = page.evaluate(RUN % (json.dumps(measured), where, json.dumps({"resultTypes": ["violations"], **options})))
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found for node in one["nodes"][:2]]
