"""What axe finds against a page, without measuring the contrast of one look a thousand times."""

import json

from axe_playwright_python.sync_playwright import Axe

import campaign

# The suite measures the contrast of one element for each look: where two elements of a name have the colour, the size and
# the weight of letters in common, and all that is painted behind them, their contrast is one. What is placed over
# something else, and what is disabled, is a look of its own. A campaign measures each element.
AXE = Axe().axe_script
MARK = """() => {
  const seen = new Set();
  const painted = (it, { backgroundColor, backgroundImage, opacity, position }) => [
    ...(backgroundColor !== 'rgba(0, 0, 0, 0)' || backgroundImage !== 'none' || opacity !== '1' ? [backgroundColor, backgroundImage, opacity] : []),
    ...(['static', 'relative'].includes(position) ? [] : [position, it.getAttribute('class')]),
  ].join();
  const walk = (node, behind) => {
    for (const it of node.children) {
      const own = getComputedStyle(it);
      if (own.display === 'none') continue;
      const here = behind + painted(it, own);
      const look = [it.localName, own.color, own.fontSize, own.fontWeight, own.textShadow, it.matches(':disabled'), here].join();
      const words = it.localName === 'input' || [...it.childNodes].some(one => one.nodeType === 3 && one.data.trim());
      if (words && it.checkVisibility({ visibilityProperty: true }) && !seen.has(look)) {
        it.setAttribute('data-look', '');
        seen.add(look);
      }
      walk(it, here);
      if (it.shadowRoot) walk(it.shadowRoot, here);
    }
  };
  walk(document.body, painted(document.body, getComputedStyle(document.body)));
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
