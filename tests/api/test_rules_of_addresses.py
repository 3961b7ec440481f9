"""The rules of addresses: what writes them is compiled when it is needed, and writes what Werkzeug's own rules write."""

from werkzeug.routing import Map, Rule

from diple.web import create_app
from diple.web.application import LateRule

VALUES = {"name": "a lamp ü", "at": 5, "asked": "x&y"}


def test_an_application_compiles_no_rule_before_an_address_is_written(monkeypatch, tmp_path):
    compiled = []
    usual = Rule._compile_builder

    def noted(rule, *arguments):
        compiled.append(rule.rule)
        return usual(rule, *arguments)

    monkeypatch.setattr(Rule, "_compile_builder", noted)
    app = create_app({"DIPLE_DATA": str(tmp_path)})
    assert compiled == []
    with app.test_request_context():
        assert app.url_for("pages.sample", name="one") == "/samples/one"
    assert "/samples/<name>" in compiled


def test_addresses_are_those_of_usual_rules():
    late, usual = (Map([of("/of/<name>/<int:at>", endpoint="e")]).bind("host") for of in (LateRule, Rule))
    assert late.build("e", VALUES) == usual.build("e", VALUES) == "/of/a%20lamp%20%C3%BC/5?asked=x%26y"
    assert late.build("e", VALUES, append_unknown=False) == usual.build("e", VALUES, append_unknown=False)
