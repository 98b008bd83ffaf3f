"""Forms a dossier can be written in; `EXPORTS` is their table."""

from sayso.values import Table

EXPORTS = Table(
    "export",
    "sayso.exports",
    {
        "html": "sayso.publish.exports.html:HtmlDossier",
        "json": "sayso.publish.exports.json:JsonDossier",
    },
)
