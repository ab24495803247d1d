import { defineConfig } from 'prisma/config'

/** Prisma's own CLI reads this; migrations are applied by prisma/migrate.ts or by `prisma migrate deploy`. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
})
