-- Both come with PostgreSQL, and whoever may create in a database may add them to it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- What few of a household's entries have in their texts is found by its groups of three letters; a word may also be
-- what their category is called. New rows wait in a list that every search goes through: a megabyte of it takes about a
-- millisecond.
CREATE INDEX "entries_search_idx" ON "entries"
  USING GIN ("household_id", "search" gin_trgm_ops, (ARRAY["category", "category_group"]))
  WITH (gin_pending_list_limit = 1024);

-- Balances of the past are reckoned from what posted since, by day. What is listed has a table of its own by now, and
-- nothing asks for transactions in the order of the list any more.
DROP INDEX "transactions_listed_idx";
CREATE INDEX "transactions_posted_idx" ON "transactions" ("household_id", "posted_on")
  INCLUDE ("account_id", "amount", "currency") WHERE "removed_at" IS NULL AND NOT "pending";
