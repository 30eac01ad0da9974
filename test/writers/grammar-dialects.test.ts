import { expect, onTestFinished, test } from 'vitest';
import type { Catalogue, Column, Dialect, Table, ValueKind } from '../../src/core/data-source.ts';
import { fullName } from '../../src/core/full-name.ts';
import { guards } from '../../src/data/guards.ts';
import { createGrammarWriter } from '../../src/writers/grammar/grammar-writer.ts';
import { aTask } from '../support/a-task.ts';

const never = new AbortController().signal;
const writer = createGrammarWriter();

const dialects = ['postgres', 'mysql', 'sqlite', 'duckdb'] as const satisfies readonly Dialect[];
const timestamps = {
  postgres: 'timestamp with time zone',
  mysql: 'datetime',
  sqlite: 'DATETIME',
  duckdb: 'TIMESTAMP',
} as const satisfies Record<Dialect, string>;

const texts = (list: readonly string[]): Partial<Column> => ({ values: { list, complete: true } });
/** Weights as people typed them in. */
const weights = texts([...Array.from({ length: 20 }, (_, at) => String(at + 1)), 'unknown']);

function column(name: string, type: string, kind: ValueKind, more: Partial<Column> = {}): Column {
  return { name, type, kind, nullable: false, ...more };
}

/** A shop whose names and types are as awkward as those of real ones. */
function shopOf(dialect: Dialect): Catalogue {
  // SQLite's tables are in no schema.
  const schema = dialect === 'sqlite' ? {} : { schema: 'Sales' };
  const orders: Table = {
    ...{ name: 'Order', ...schema, kind: 'table', rows: 900, primaryKey: ['id'] },
    foreignKeys: [
      { columns: ['customer_id'], table: fullName({ name: 'customer', ...schema }), references: ['id'] },
    ],
    columns: [
      column('id', 'integer', 'integer'),
      column('customer_id', 'integer', 'integer'),
      column('Group', 'varchar(20)', 'text', texts(['red', 'blue'])),
      column('unit price', 'numeric(8,2)', 'decimal', { nullable: true }),
      column('weight', 'varchar(9)', 'text', weights),
      column('note', 'varchar(99)', 'text', { nullable: true }),
      column('placed', timestamps[dialect], 'datetime'),
      column('paid', 'boolean', 'boolean', { nullable: true }),
    ],
  };
  const customers: Table = {
    ...{ name: 'customer', ...schema, kind: 'table', rows: 90, primaryKey: ['id'], foreignKeys: [] },
    columns: [
      column('id', 'integer', 'integer'),
      column('name', 'varchar(50)', 'text', { nullable: true }),
      column('born', 'varchar(10)', 'date', texts(['1990-05-01', '1987-12-24'])),
      column('mood', 'mood', 'text', texts(['calm', 'loud'])),
    ],
  };
  return { source: 'shop', dialect, fingerprint: dialect, tables: [orders, customers] };
}

interface Case {
  readonly question: string;
  readonly sql: Readonly<Record<Dialect, string>>;
}

const cases: readonly Case[] = [
  {
    question: 'How many orders are paid?',
    sql: {
      postgres: 'SELECT COUNT(*) AS count FROM "Sales"."Order" WHERE paid = TRUE',
      mysql: 'SELECT COUNT(*) AS count FROM Sales.`Order` WHERE paid = TRUE',
      sqlite: 'SELECT COUNT(*) AS count FROM "Order" WHERE paid = TRUE',
      duckdb: 'SELECT COUNT(*) AS count FROM Sales."Order" WHERE paid = TRUE',
    },
  },
  {
    question: 'How many orders are not paid?',
    sql: {
      postgres: 'SELECT COUNT(*) AS count FROM "Sales"."Order" WHERE paid <> TRUE',
      mysql: 'SELECT COUNT(*) AS count FROM Sales.`Order` WHERE paid <> TRUE',
      sqlite: 'SELECT COUNT(*) AS count FROM "Order" WHERE paid <> TRUE',
      duckdb: 'SELECT COUNT(*) AS count FROM Sales."Order" WHERE paid <> TRUE',
    },
  },
  {
    question: 'Number of orders per group',
    sql: {
      postgres: 'SELECT "Group", COUNT(*) AS count FROM "Sales"."Order" GROUP BY "Group"',
      mysql: 'SELECT `Group`, COUNT(*) AS count FROM Sales.`Order` GROUP BY `Group`',
      sqlite: 'SELECT "Group", COUNT(*) AS count FROM "Order" GROUP BY "Group"',
      duckdb: 'SELECT "Group", COUNT(*) AS count FROM Sales."Order" GROUP BY "Group"',
    },
  },
  {
    question: 'Orders sorted by unit price',
    sql: {
      postgres: 'SELECT * FROM "Sales"."Order" ORDER BY "unit price" NULLS FIRST',
      mysql: 'SELECT * FROM Sales.`Order` ORDER BY `unit price`',
      sqlite: 'SELECT * FROM "Order" ORDER BY "unit price"',
      duckdb: 'SELECT * FROM Sales."Order" ORDER BY "unit price" NULLS FIRST',
    },
  },
  {
    question: 'Orders sorted by unit price, highest first',
    sql: {
      postgres: 'SELECT * FROM "Sales"."Order" ORDER BY "unit price" DESC NULLS LAST',
      mysql: 'SELECT * FROM Sales.`Order` ORDER BY `unit price` DESC',
      sqlite: 'SELECT * FROM "Order" ORDER BY "unit price" DESC',
      duckdb: 'SELECT * FROM Sales."Order" ORDER BY "unit price" DESC',
    },
  },
  {
    question: 'What is the average unit price of orders?',
    sql: {
      postgres: 'SELECT AVG("unit price")::float8 AS average_unit_price FROM "Sales"."Order"',
      mysql: 'SELECT AVG(CAST(`unit price` AS DOUBLE)) AS average_unit_price FROM Sales.`Order`',
      sqlite: 'SELECT AVG("unit price") AS average_unit_price FROM "Order"',
      duckdb: 'SELECT AVG("unit price") AS average_unit_price FROM Sales."Order"',
    },
  },
  {
    question: 'Which orders have a weight above 7?',
    sql: {
      postgres: `SELECT id FROM "Sales"."Order" WHERE CASE WHEN weight ~ '^-?[0-9]{1,15}([.][0-9]+)?$' THEN weight::float8 END > 7`,
      mysql:
        "SELECT id FROM Sales.`Order` WHERE CASE WHEN weight REGEXP '^-?[0-9]{1,15}([.][0-9]+)?$' THEN CAST(weight AS DOUBLE) END > 7",
      sqlite: `SELECT id FROM "Order" WHERE CAST(NULLIF(weight, 'unknown') AS REAL) > 7`,
      duckdb: 'SELECT id FROM Sales."Order" WHERE TRY_CAST(weight AS DOUBLE) > 7',
    },
  },
  {
    question: 'Number of orders per month',
    sql: {
      postgres: `SELECT to_char(placed, 'YYYY-MM') AS month, COUNT(*) AS count FROM "Sales"."Order" GROUP BY to_char(placed, 'YYYY-MM')`,
      mysql:
        "SELECT DATE_FORMAT(placed, '%Y-%m') AS month, COUNT(*) AS count FROM Sales.`Order` GROUP BY DATE_FORMAT(placed, '%Y-%m')",
      sqlite: `SELECT strftime('%Y-%m', placed) AS month, COUNT(*) AS count FROM "Order" GROUP BY strftime('%Y-%m', placed)`,
      duckdb: `SELECT strftime(placed, '%Y-%m') AS month, COUNT(*) AS count FROM Sales."Order" GROUP BY strftime(placed, '%Y-%m')`,
    },
  },
  {
    question: 'Number of orders per weekday',
    sql: {
      postgres:
        'SELECT EXTRACT(DOW FROM placed)::text AS weekday, COUNT(*) AS count FROM "Sales"."Order" GROUP BY EXTRACT(DOW FROM placed)::text',
      mysql:
        "SELECT DATE_FORMAT(placed, '%w') AS weekday, COUNT(*) AS count FROM Sales.`Order` GROUP BY DATE_FORMAT(placed, '%w')",
      sqlite: `SELECT strftime('%w', placed) AS weekday, COUNT(*) AS count FROM "Order" GROUP BY strftime('%w', placed)`,
      duckdb: `SELECT strftime(placed, '%w') AS weekday, COUNT(*) AS count FROM Sales."Order" GROUP BY strftime(placed, '%w')`,
    },
  },
  {
    question: 'How many customers were born in December?',
    sql: {
      postgres: `SELECT COUNT(*) AS count FROM "Sales".customer WHERE substr(born, 6, 2) = '12'`,
      mysql: "SELECT COUNT(*) AS count FROM Sales.customer WHERE DATE_FORMAT(born, '%m') = '12'",
      sqlite: "SELECT COUNT(*) AS count FROM customer WHERE strftime('%m', born) = '12'",
      duckdb:
        "SELECT COUNT(*) AS count FROM Sales.customer WHERE strftime(TRY_CAST(born AS TIMESTAMP), '%m') = '12'",
    },
  },
  {
    question: 'How many customers were born on a Monday?',
    sql: {
      postgres: `SELECT COUNT(*) AS count FROM "Sales".customer WHERE EXTRACT(DOW FROM CASE WHEN born ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' THEN born::timestamp END)::text = '1'`,
      mysql: "SELECT COUNT(*) AS count FROM Sales.customer WHERE DATE_FORMAT(born, '%w') = '1'",
      sqlite: "SELECT COUNT(*) AS count FROM customer WHERE strftime('%w', born) = '1'",
      duckdb:
        "SELECT COUNT(*) AS count FROM Sales.customer WHERE strftime(TRY_CAST(born AS TIMESTAMP), '%w') = '1'",
    },
  },
  {
    question: 'Orders whose note contains "100%"',
    sql: {
      postgres: String.raw`SELECT * FROM "Sales"."Order" WHERE note ILIKE '%100\%%'`,
      mysql: "SELECT * FROM Sales.`Order` WHERE LOWER(note) LIKE '%100\\\\%%'",
      sqlite: String.raw`SELECT * FROM "Order" WHERE note LIKE '%100\%%' ESCAPE '\'`,
      duckdb: String.raw`SELECT * FROM Sales."Order" WHERE note ILIKE '%100\%%' ESCAPE '\'`,
    },
  },
  {
    question: String.raw`Orders with the note "it's a\b"`,
    sql: {
      postgres: String.raw`SELECT * FROM "Sales"."Order" WHERE note = 'it''s a\b'`,
      mysql: "SELECT * FROM Sales.`Order` WHERE note = 'it''s a\\\\b'",
      sqlite: String.raw`SELECT * FROM "Order" WHERE note = 'it''s a\b'`,
      duckdb: String.raw`SELECT * FROM Sales."Order" WHERE note = 'it''s a\b'`,
    },
  },
  {
    question: 'Customers whose mood contains "AL"',
    sql: {
      postgres: `SELECT name FROM "Sales".customer WHERE mood::text ILIKE '%AL%'`,
      mysql: "SELECT name FROM Sales.customer WHERE LOWER(mood) LIKE '%al%'",
      sqlite: "SELECT name FROM customer WHERE mood LIKE '%AL%'",
      duckdb: "SELECT name FROM Sales.customer WHERE mood ILIKE '%AL%'",
    },
  },
  {
    question: 'Orders of the customer with the most orders',
    sql: {
      postgres:
        'SELECT * FROM "Sales"."Order" WHERE customer_id IN (SELECT customer.id FROM "Sales".customer JOIN "Sales"."Order" ON "Order".customer_id = customer.id GROUP BY customer.id ORDER BY COUNT(*) DESC LIMIT 1)',
      mysql:
        'SELECT * FROM Sales.`Order` WHERE customer_id IN (SELECT * FROM (SELECT customer.id FROM Sales.customer JOIN Sales.`Order` ON `Order`.customer_id = customer.id GROUP BY customer.id ORDER BY COUNT(*) DESC LIMIT 1) AS picked)',
      sqlite:
        'SELECT * FROM "Order" WHERE customer_id IN (SELECT customer.id FROM customer JOIN "Order" ON "Order".customer_id = customer.id GROUP BY customer.id ORDER BY COUNT(*) DESC LIMIT 1)',
      duckdb:
        'SELECT * FROM Sales."Order" WHERE customer_id IN (SELECT customer.id FROM Sales.customer JOIN Sales."Order" ON "Order".customer_id = customer.id GROUP BY customer.id ORDER BY COUNT(*) DESC LIMIT 1)',
    },
  },
  {
    question: 'different groups sorted by unit price',
    sql: {
      postgres: 'SELECT "Group" FROM "Sales"."Order" GROUP BY "Group" ORDER BY MIN("unit price") NULLS FIRST',
      mysql: 'SELECT `Group` FROM Sales.`Order` GROUP BY `Group` ORDER BY MIN(`unit price`)',
      sqlite: 'SELECT DISTINCT "Group" FROM "Order" ORDER BY "unit price"',
      duckdb: 'SELECT "Group" FROM Sales."Order" GROUP BY "Group" ORDER BY MIN("unit price") NULLS FIRST',
    },
  },
  {
    question: 'Show everything about the customer with the most orders',
    sql: {
      postgres:
        'SELECT customer.* FROM "Sales".customer JOIN "Sales"."Order" ON "Order".customer_id = customer.id GROUP BY customer.id, customer.name, customer.born, customer.mood ORDER BY COUNT(*) DESC LIMIT 1',
      mysql:
        'SELECT customer.* FROM Sales.customer JOIN Sales.`Order` ON `Order`.customer_id = customer.id GROUP BY customer.id, customer.name, customer.born, customer.mood ORDER BY COUNT(*) DESC LIMIT 1',
      sqlite:
        'SELECT customer.* FROM customer JOIN "Order" ON "Order".customer_id = customer.id GROUP BY customer.id ORDER BY COUNT(*) DESC LIMIT 1',
      duckdb:
        'SELECT customer.* FROM Sales.customer JOIN Sales."Order" ON "Order".customer_id = customer.id GROUP BY customer.id, customer.name, customer.born, customer.mood ORDER BY COUNT(*) DESC LIMIT 1',
    },
  },
];

test.each(cases)('"$question" is asked in every dialect', async ({ question, sql }) => {
  for (const dialect of dialects) {
    const catalogue = shopOf(dialect);
    const written = await writer.write(aTask({ question, catalogue }), never, () => {});
    expect(written).toMatchObject({ kind: 'draft', sql: sql[dialect] });
  }
});

test.each(dialects)(
  'the guard lets all of it pass in %s',
  async (dialect) => {
    const guard = guards[dialect]?.();
    onTestFinished(() => guard?.close());
    const refused: string[] = [];
    for (const { sql } of cases) {
      const verdict = await guard?.check(sql[dialect], never);
      if (verdict?.ok === false) refused.push(`${verdict.why}: ${sql[dialect]}`);
    }
    expect(refused).toEqual([]);
  },
  30_000,
);
