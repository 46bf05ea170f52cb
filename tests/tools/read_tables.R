# Reads every table of the package with frictionless, and prints {table: {types, levels of factors, rows}} as JSON.
# Rscript tests/tools/read_tables.R FOLDER
suppressPackageStartupMessages(library(frictionless))
options(warn = 2) # a warning is an error

package <- read_package(file.path(commandArgs(trailingOnly = TRUE)[1], "datapackage.json"))
tables <- Filter(function(resource) identical(resource$type, "table"), package$resources)
names(tables) <- vapply(tables, function(resource) resource$name, "")
printed <- lapply(tables, function(resource) {
  table <- read_resource(package, resource$name)
  levels <- lapply(Filter(is.factor, table), function(column) I(levels(column)))
  list(types = lapply(table, function(column) class(column)[1]), levels = levels, rows = table)
})
cat(jsonlite::toJSON(printed, dataframe = "rows", na = "null", auto_unbox = TRUE))
