"""The site: from the tables to the bytes of static files, every step a pure function.

Each kind of page has a module whose `pages(site)` yields them, and a template: `front`, `countries`, `meetings`, `sizes`, `stances`,
`sources`, `guides` (the documents), `downloads`. They are made of `pages.Site`, which has the facts as the JSON interface gives them, so that
a page and its JSON say the same; of `view` (what is counted on a day), `matrix` (attendance), `provenance` (who says what) and `words`.
`pictures/` draws. `documents` and `markdown_html` read Markdown. `feed`, `sitemap` and `llms` are for programs. `render` puts all
together; `building` is what the command calls before. To add a kind of page: a module, a template, a line in `render`.
"""
