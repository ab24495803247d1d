-- A sync writes a row of each of these for every transaction, and each key and index is looked up or kept up for each.

-- Their account is of their household, and goes with it.
ALTER TABLE "transactions" DROP CONSTRAINT "transactions_household_id_fkey";
ALTER TABLE "entries" DROP CONSTRAINT "entries_household_id_fkey";

-- Few transactions replaced a pending one, and few came from a file; nobody asks for those that did not.
DROP INDEX "transactions_household_id_pending_plaid_transaction_id_idx";
CREATE INDEX "transactions_replaces_idx" ON "transactions" ("household_id", "pending_plaid_transaction_id")
  WHERE "pending_plaid_transaction_id" IS NOT NULL;
DROP INDEX "transactions_household_id_import_id_idx";
CREATE INDEX "transactions_import_idx" ON "transactions" ("household_id", "import_id") WHERE "import_id" IS NOT NULL;
