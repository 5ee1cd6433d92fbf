import pg from 'pg';

/** A server on which the tests may create databases. */
const POSTGRES_URL = process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres:postgres@127.0.0.1:5432/postgres';

/** Where the database of this name is. */
export function urlOnServer(name: string): string {
  return POSTGRES_URL.replace(/\/[^/]*$/, `/${name}`);
}

export async function onServer(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: POSTGRES_URL });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}
