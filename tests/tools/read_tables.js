// Reads every table of the package with `datapackage` or `tableschema`, and prints {table: {types, rows}} as JSON.
// node tests/tools/read_tables.js datapackage|tableschema FOLDER
const fs = require('fs')
const path = require('path')
const { Package } = require('datapackage')
const { Table } = require('tableschema')

// What each library gives by the descriptor alone: [name, Table or Resource].
const readers = {
  async datapackage(folder) {
    const found = await Package.load(path.join(folder, 'datapackage.json'), { strict: true })
    return found.resources.filter((resource) => resource.tabular).map((resource) => [resource.name, resource])
  },
  async tableschema(folder) {
    const json = (file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf-8'))
    const tables = json('datapackage.json').resources.filter((resource) => resource.profile)
    return Promise.all(
      tables.map(async ({ name, path: file, schema, dialect }) => [
        name,
        await Table.load(path.join(folder, file), { schema: json(schema), strict: true, delimiter: dialect.delimiter }),
      ])
    )
  },
}

// A date is midnight in local time.
const day = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => `${n}`.padStart(2, '0')).join('-')

async function main(library, folder) {
  const printed = {}
  for (const [name, table] of await readers[library](folder)) {
    const rows = await table.read({ keyed: true })
    const seen = table.schema.fieldNames.map((field) => {
      const values = rows.map((row) => row[field]).filter((value) => value !== null)
      return [field, [...new Set(values.map((value) => (value instanceof Date ? 'date' : typeof value)))]]
    })
    const text = (value) => (value instanceof Date ? day(value) : value)
    printed[name] = {
      types: Object.fromEntries(seen),
      rows: rows.map((row) => Object.fromEntries(Object.entries(row).map(([field, value]) => [field, text(value)]))),
    }
  }
  console.log(JSON.stringify(printed))
}

main(...process.argv.slice(2)).catch((error) => {
  console.error(error.message, (error.errors || []).map((each) => each.message))
  process.exit(1)
})
