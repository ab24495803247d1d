-- Small letters of every alphabet, whatever the database was told of letters: where that is "C", lower() knows those of
-- English alone, and a merchant called "Über" would not be found again.
DO $$
DECLARE
  letters text := (
    SELECT format(' COLLATE %I', collname) FROM pg_collation
    WHERE collname IN ('pg_c_utf8', 'C.utf8', 'und-x-icu')
      AND collencoding IN (-1, (SELECT encoding FROM pg_database WHERE datname = current_database()))
    ORDER BY array_position(ARRAY['pg_c_utf8', 'C.utf8', 'und-x-icu'], collname::text) LIMIT 1);
BEGIN
  EXECUTE format(
    'CREATE FUNCTION lowered(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS %L',
    'SELECT lower($1' || COALESCE(letters, '') || ')');
END $$;

-- DropIndex
DROP INDEX "transactions_household_id_shown_on_id_idx";

-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "manual_institution" TEXT,
ADD COLUMN     "opening_balance" DECIMAL(28,10),
ALTER COLUMN "item_id" DROP NOT NULL,
ALTER COLUMN "plaid_account_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "households" ADD COLUMN     "home_currency" TEXT;

-- AlterTable
ALTER TABLE "items" ADD COLUMN     "product_states" JSONB,
ADD COLUMN     "products" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "transaction_edits" ADD COLUMN     "excluded" BOOLEAN,
ADD COLUMN     "reviewed_at" TIMESTAMPTZ(3),
ADD COLUMN     "shown_on" DATE,
ADD COLUMN     "title" TEXT,
ADD COLUMN     "transfer" BOOLEAN;

-- AlterTable
ALTER TABLE "transactions" ADD COLUMN     "import_id" UUID,
ALTER COLUMN "plaid_transaction_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "account_edits" (
    "household_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT,
    "hidden" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER,
    "group_name" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_edits_pkey" PRIMARY KEY ("household_id","account_id")
);

-- CreateTable
CREATE TABLE "transaction_splits" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "transaction_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "amount" DECIMAL(28,10),
    "category" TEXT,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "transaction_splits_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateTable
CREATE TABLE "transfer_pairs" (
    "household_id" UUID NOT NULL,
    "out_id" UUID NOT NULL,
    "in_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transfer_pairs_pkey" PRIMARY KEY ("household_id","out_id","in_id")
);

-- CreateTable
CREATE TABLE "entries" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "transaction_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "listed_on" DATE NOT NULL,
    "amount" DECIMAL(28,10) NOT NULL,
    "currency" TEXT NOT NULL,
    "pending" BOOLEAN NOT NULL,
    "title" TEXT NOT NULL,
    "merchant_key" TEXT NOT NULL,
    "category" TEXT,
    "category_group" TEXT,
    "flow" TEXT NOT NULL,
    "tags" TEXT[],
    "note" TEXT NOT NULL,
    "flagged" BOOLEAN NOT NULL,
    "reviewed" BOOLEAN NOT NULL,
    "part" BOOLEAN NOT NULL,
    "search" TEXT NOT NULL,

    CONSTRAINT "entries_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateTable
CREATE TABLE "edit_batches" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "count" INTEGER NOT NULL,
    "before" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "edit_batches_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateTable
CREATE TABLE "categories" (
    "household_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "group_code" TEXT,
    "name" TEXT,
    "icon" TEXT,
    "colour" TEXT,
    "kind" TEXT,
    "hidden" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "categories_pkey" PRIMARY KEY ("household_id","code")
);

-- CreateTable
CREATE TABLE "rules" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "condition" JSONB NOT NULL,
    "changes" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rules_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateTable
CREATE TABLE "rule_outcomes" (
    "household_id" UUID NOT NULL,
    "transaction_id" UUID NOT NULL,
    "category" TEXT,
    "title" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "transfer" BOOLEAN,
    "excluded" BOOLEAN,
    "reviewed" BOOLEAN NOT NULL DEFAULT false,
    "rule_ids" UUID[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_outcomes_pkey" PRIMARY KEY ("household_id","transaction_id")
);

-- CreateTable
CREATE TABLE "rule_runs" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "rule_id" UUID,
    "rule_name" TEXT,
    "trigger" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL,
    "matched" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "rule_runs_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateTable
CREATE TABLE "rule_dismissals" (
    "household_id" UUID NOT NULL,
    "merchant_key" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "dismissed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_dismissals_pkey" PRIMARY KEY ("household_id","merchant_key","category")
);

-- CreateTable
CREATE TABLE "saved_filters" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_filters_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateTable
CREATE TABLE "budgets" (
    "household_id" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "amount" DECIMAL(28,10),
    "rollover" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "budgets_pkey" PRIMARY KEY ("household_id","category","currency","month")
);

-- CreateTable
CREATE TABLE "recurring_streams" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "plaid_stream_id" TEXT,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "merchant_key" TEXT NOT NULL,
    "category" TEXT,
    "currency" TEXT NOT NULL,
    "frequency" TEXT NOT NULL,
    "average_amount" DECIMAL(28,10) NOT NULL,
    "last_amount" DECIMAL(28,10) NOT NULL,
    "previous_amount" DECIMAL(28,10),
    "price_changed_on" DATE,
    "low_amount" DECIMAL(28,10) NOT NULL,
    "high_amount" DECIMAL(28,10) NOT NULL,
    "first_on" DATE NOT NULL,
    "last_on" DATE NOT NULL,
    "next_on" DATE,
    "status" TEXT NOT NULL,
    "transaction_ids" UUID[],
    "reason" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recurring_streams_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateTable
CREATE TABLE "recurring_edits" (
    "household_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT,
    "confirmed_at" TIMESTAMPTZ(3),
    "dismissed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recurring_edits_pkey" PRIMARY KEY ("household_id","key")
);

-- CreateTable
CREATE TABLE "securities" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "plaid_security_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ticker_symbol" TEXT,
    "isin" TEXT,
    "type" TEXT,
    "subtype" TEXT,
    "is_cash" BOOLEAN NOT NULL DEFAULT false,
    "close_price" DECIMAL(28,10),
    "close_price_on" DATE,
    "currency" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "securities_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateTable
CREATE TABLE "holdings" (
    "household_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "security_id" UUID NOT NULL,
    "quantity" DECIMAL(28,10) NOT NULL,
    "cost_basis" DECIMAL(28,10),
    "price" DECIMAL(28,10) NOT NULL,
    "price_on" DATE,
    "value" DECIMAL(28,10) NOT NULL,
    "currency" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "holdings_pkey" PRIMARY KEY ("household_id","account_id","security_id")
);

-- CreateTable
CREATE TABLE "liabilities" (
    "household_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "aprs" JSONB NOT NULL,
    "next_due_on" DATE,
    "minimum_payment" DECIMAL(28,10),
    "last_payment_amount" DECIMAL(28,10),
    "last_payment_on" DATE,
    "last_statement_balance" DECIMAL(28,10),
    "last_statement_on" DATE,
    "overdue" BOOLEAN,
    "original_principal" DECIMAL(28,10),
    "originated_on" DATE,
    "paid_off_on" DATE,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "liabilities_pkey" PRIMARY KEY ("household_id","account_id")
);

-- CreateTable
CREATE TABLE "exchange_rates" (
    "household_id" UUID NOT NULL,
    "base" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "rate" DECIMAL(28,12) NOT NULL,
    "source" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exchange_rates_pkey" PRIMARY KEY ("household_id","base","quote","day")
);

-- CreateTable
CREATE TABLE "imports" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "row_count" INTEGER NOT NULL,
    "added_count" INTEGER NOT NULL,
    "duplicate_count" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "pushed_at" TIMESTAMPTZ(3),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateTable
CREATE TABLE "preferences" (
    "household_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "notifications" JSONB,
    "first_steps_end_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "preferences_pkey" PRIMARY KEY ("household_id","user_id")
);

-- CreateTable
CREATE TABLE "push_subscriptions" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "sealed_keys" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "push_subscriptions_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "transaction_splits_household_id_transaction_id_position_key" ON "transaction_splits"("household_id", "transaction_id", "position");

-- CreateIndex
CREATE INDEX "transfer_pairs_household_id_in_id_idx" ON "transfer_pairs"("household_id", "in_id");

-- CreateIndex
CREATE INDEX "entries_household_id_transaction_id_idx" ON "entries"("household_id", "transaction_id");

-- CreateIndex
CREATE INDEX "entries_household_id_listed_on_id_idx" ON "entries"("household_id", "listed_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "entries_household_id_account_id_listed_on_id_idx" ON "entries"("household_id", "account_id", "listed_on" DESC, "id" DESC);

-- What is pending is little, and asked for often.
CREATE INDEX "entries_pending_idx" ON "entries"("household_id", "listed_on" DESC, "id" DESC) WHERE "pending";

-- What nobody has looked at yet.
CREATE INDEX "entries_unreviewed_idx" ON "entries"("household_id", "listed_on" DESC, "id" DESC) WHERE NOT "reviewed";

-- CreateIndex
CREATE INDEX "rule_runs_household_id_started_at_idx" ON "rule_runs"("household_id", "started_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "recurring_streams_household_id_key_key" ON "recurring_streams"("household_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "securities_household_id_plaid_security_id_key" ON "securities"("household_id", "plaid_security_id");

-- CreateIndex
CREATE INDEX "notifications_household_id_created_at_idx" ON "notifications"("household_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "notifications_household_id_key_key" ON "notifications"("household_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "push_subscriptions_household_id_endpoint_key" ON "push_subscriptions"("household_id", "endpoint");

-- CreateIndex
CREATE INDEX "transactions_household_id_import_id_idx" ON "transactions"("household_id", "import_id");

-- AddForeignKey
ALTER TABLE "account_edits" ADD CONSTRAINT "account_edits_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_edits" ADD CONSTRAINT "account_edits_household_id_account_id_fkey" FOREIGN KEY ("household_id", "account_id") REFERENCES "accounts"("household_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction_splits" ADD CONSTRAINT "transaction_splits_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction_splits" ADD CONSTRAINT "transaction_splits_household_id_transaction_id_fkey" FOREIGN KEY ("household_id", "transaction_id") REFERENCES "transactions"("household_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_pairs" ADD CONSTRAINT "transfer_pairs_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entries" ADD CONSTRAINT "entries_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entries" ADD CONSTRAINT "entries_household_id_transaction_id_fkey" FOREIGN KEY ("household_id", "transaction_id") REFERENCES "transactions"("household_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entries" ADD CONSTRAINT "entries_household_id_account_id_fkey" FOREIGN KEY ("household_id", "account_id") REFERENCES "accounts"("household_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "edit_batches" ADD CONSTRAINT "edit_batches_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "categories" ADD CONSTRAINT "categories_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rules" ADD CONSTRAINT "rules_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_outcomes" ADD CONSTRAINT "rule_outcomes_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_outcomes" ADD CONSTRAINT "rule_outcomes_household_id_transaction_id_fkey" FOREIGN KEY ("household_id", "transaction_id") REFERENCES "transactions"("household_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_runs" ADD CONSTRAINT "rule_runs_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_dismissals" ADD CONSTRAINT "rule_dismissals_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_filters" ADD CONSTRAINT "saved_filters_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recurring_streams" ADD CONSTRAINT "recurring_streams_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recurring_streams" ADD CONSTRAINT "recurring_streams_household_id_account_id_fkey" FOREIGN KEY ("household_id", "account_id") REFERENCES "accounts"("household_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recurring_edits" ADD CONSTRAINT "recurring_edits_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "securities" ADD CONSTRAINT "securities_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_household_id_account_id_fkey" FOREIGN KEY ("household_id", "account_id") REFERENCES "accounts"("household_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_household_id_security_id_fkey" FOREIGN KEY ("household_id", "security_id") REFERENCES "securities"("household_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "liabilities" ADD CONSTRAINT "liabilities_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "liabilities" ADD CONSTRAINT "liabilities_household_id_account_id_fkey" FOREIGN KEY ("household_id", "account_id") REFERENCES "accounts"("household_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exchange_rates" ADD CONSTRAINT "exchange_rates_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_household_id_account_id_fkey" FOREIGN KEY ("household_id", "account_id") REFERENCES "accounts"("household_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preferences" ADD CONSTRAINT "preferences_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is listed is derived from what is stored (lib/db/entries.ts). For what is stored already it is made here, once,
-- with what people could say until now: notes, categories, tags and flags.
INSERT INTO entries (household_id, id, transaction_id, account_id, listed_on, amount, currency, pending, title,
  merchant_key, category, category_group, flow, tags, note, flagged, reviewed, part, search)
SELECT household_id, id, id, account_id, shown_on, amount, currency, pending, title, lowered(trim(title)), category,
  category_group,
  CASE WHEN in_loan THEN 'transfer'
    WHEN category IN ('TRANSFER_IN_ACCOUNT_TRANSFER', 'TRANSFER_IN_SAVINGS',
      'TRANSFER_IN_INVESTMENT_AND_RETIREMENT_FUNDS', 'TRANSFER_IN_CASH_ADVANCES_AND_LOANS',
      'TRANSFER_OUT_ACCOUNT_TRANSFER', 'TRANSFER_OUT_SAVINGS', 'TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS',
      'TRANSFER_OUT_CRYPTO', 'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT', 'LOAN_DISBURSEMENTS') THEN 'transfer'
    WHEN category_group = 'LOAN_DISBURSEMENTS' THEN 'transfer'
    WHEN category_group IN ('INCOME', 'TRANSFER_IN') THEN 'income'
    WHEN category IS NULL AND amount > 0 THEN 'income'
    ELSE 'spending' END,
  tags, note, flagged, false, false,
  lowered(concat_ws(E'\n', title, merchant_name, name, original_description, NULLIF(note, ''),
    NULLIF(array_to_string(tags, E'\n'), '')))
FROM (
  SELECT t.household_id, t.id, t.account_id, t.shown_on, t.amount, t.currency, t.pending, t.name, t.merchant_name,
    t.original_description, COALESCE(t.merchant_name, t.name) AS title,
    COALESCE(e.category, t.category_detailed, t.category_primary) AS category,
    CASE WHEN e.category IS NULL THEN t.category_primary ELSE COALESCE((
      SELECT g FROM unnest(ARRAY['INCOME', 'FOOD_AND_DRINK', 'GENERAL_MERCHANDISE', 'RENT_AND_UTILITIES',
        'HOME_IMPROVEMENT', 'TRANSPORTATION', 'TRAVEL', 'ENTERTAINMENT', 'PERSONAL_CARE', 'MEDICAL', 'GENERAL_SERVICES',
        'GOVERNMENT_AND_NON_PROFIT', 'BANK_FEES', 'TRANSFER_IN', 'TRANSFER_OUT', 'LOAN_PAYMENTS', 'LOAN_DISBURSEMENTS',
        'OTHER']) g
      WHERE e.category = g OR starts_with(e.category, g || '_') LIMIT 1), e.category) END AS category_group,
    COALESCE(e.tags, '{}') AS tags, COALESCE(e.note, '') AS note, COALESCE(e.flagged, false) AS flagged,
    a.type = 'loan' AS in_loan
  FROM transactions t
  JOIN accounts a ON a.household_id = t.household_id AND a.id = t.account_id
  LEFT JOIN transaction_edits e ON e.household_id = t.household_id AND e.transaction_id = t.id
  WHERE t.removed_at IS NULL) stored;
