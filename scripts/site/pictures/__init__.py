"""The pictures of the site and of `figures/`: maps and charts, from the tables to SVG and PNG, without a browser."""
