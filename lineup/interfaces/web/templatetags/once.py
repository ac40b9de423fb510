"""Parts of a page that are the same for everybody: drawn once in a process, and kept."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

register = template.Library()


class Once(template.Node):
    """Draws what is inside once for each combination of its keys, of which there must be few."""

    def __init__(self, keys: list[template.base.FilterExpression], inside: template.NodeList) -> None:
        self.keys, self.inside = keys, inside
        self.kept: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        key = tuple(one.resolve(context) for one in self.keys)
        drawn = self.kept.get(key)
        if drawn is None:
            drawn = self.kept[key] = self.inside.render(context)
        return drawn


@register.tag
def once(parser: template.base.Parser, token: template.base.Token) -> Once:
    """Keep what is drawn: `{% once language theme %}…{% endonce %}`. Nothing inside may depend on anything else."""
    keys = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    inside = parser.parse(("endonce",))
    parser.delete_first_token()
    return Once(keys, inside)
