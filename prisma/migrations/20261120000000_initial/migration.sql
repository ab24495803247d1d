-- CreateTable
CREATE TABLE "households" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "households_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "session_epoch" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "user_id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("household_id","user_id")
);

-- CreateTable
CREATE TABLE "sign_in_attempts" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "attempted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "institutions" (
    "plaid_institution_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT,
    "primary_color" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "institutions_pkey" PRIMARY KEY ("plaid_institution_id")
);

-- CreateTable
CREATE TABLE "item_lookups" (
    "plaid_item_id" TEXT NOT NULL,
    "household_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,

    CONSTRAINT "item_lookups_pkey" PRIMARY KEY ("plaid_item_id")
);

-- CreateTable
CREATE TABLE "webhook_inbox" (
    "id" UUID NOT NULL,
    "delivery_key" TEXT NOT NULL,
    "plaid_item_id" TEXT,
    "webhook_type" TEXT NOT NULL,
    "webhook_code" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "webhook_inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "items" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "plaid_item_id" TEXT NOT NULL,
    "plaid_institution_id" TEXT NOT NULL,
    "institution_name" TEXT NOT NULL,
    "sealed_access_token" TEXT NOT NULL,
    "health" TEXT NOT NULL,
    "error_code" TEXT,
    "health_changed_at" TIMESTAMPTZ(3) NOT NULL,
    "consent_expires_at" TIMESTAMPTZ(3),
    "new_accounts_available" BOOLEAN NOT NULL DEFAULT false,
    "webhook_url" TEXT,
    "cursor" TEXT,
    "history_status" TEXT,
    "last_synced_at" TIMESTAMPTZ(3),
    "last_tried_at" TIMESTAMPTZ(3),
    "bank_updated_at" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "items_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "plaid_account_id" TEXT NOT NULL,
    "persistent_account_id" TEXT,
    "name" TEXT NOT NULL,
    "official_name" TEXT,
    "mask" TEXT,
    "type" TEXT NOT NULL,
    "subtype" TEXT,
    "currency" TEXT NOT NULL,
    "iso_currency_code" TEXT,
    "unofficial_currency_code" TEXT,
    "current" DECIMAL(28,10),
    "available" DECIMAL(28,10),
    "credit_limit" DECIMAL(28,10),
    "balances_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateTable
CREATE TABLE "balance_snapshots" (
    "household_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "current" DECIMAL(28,10),
    "available" DECIMAL(28,10),
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "balance_snapshots_pkey" PRIMARY KEY ("household_id","account_id","day")
);

-- CreateTable
CREATE TABLE "transactions" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "plaid_transaction_id" TEXT NOT NULL,
    "pending_plaid_transaction_id" TEXT,
    "pending" BOOLEAN NOT NULL,
    "amount" DECIMAL(28,10) NOT NULL,
    "currency" TEXT NOT NULL,
    "iso_currency_code" TEXT,
    "unofficial_currency_code" TEXT,
    "posted_on" DATE NOT NULL,
    "authorized_on" DATE,
    "shown_on" DATE NOT NULL,
    "posted_at" TIMESTAMPTZ(3),
    "authorized_at" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "original_description" TEXT,
    "merchant_name" TEXT,
    "merchant_entity_id" TEXT,
    "logo_url" TEXT,
    "website" TEXT,
    "category_primary" TEXT,
    "category_detailed" TEXT,
    "category_confidence" TEXT,
    "category_version" TEXT,
    "payment_channel" TEXT NOT NULL,
    "transaction_code" TEXT,
    "check_number" TEXT,
    "account_owner" TEXT,
    "location" JSONB,
    "counterparties" JSONB,
    "payment_meta" JSONB,
    "removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transactions_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateTable
CREATE TABLE "transaction_edits" (
    "household_id" UUID NOT NULL,
    "transaction_id" UUID NOT NULL,
    "note" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transaction_edits_pkey" PRIMARY KEY ("household_id","transaction_id")
);

-- CreateTable
CREATE TABLE "sync_runs" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "trigger" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "rows_fetched" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "modified" INTEGER NOT NULL DEFAULT 0,
    "removed" INTEGER NOT NULL DEFAULT 0,
    "restarts" INTEGER NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "plaid_request_ids" TEXT[],
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_runs_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateTable
CREATE TABLE "link_intents" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "plaid_institution_id" TEXT,
    "link_session_id" TEXT,
    "sealed_public_token" TEXT,
    "sealed_access_token" TEXT,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "link_intents_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE INDEX "sign_in_attempts_key_attempted_at_idx" ON "sign_in_attempts"("key", "attempted_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_inbox_delivery_key_key" ON "webhook_inbox"("delivery_key");

-- CreateIndex
CREATE INDEX "webhook_inbox_handled_at_received_at_idx" ON "webhook_inbox"("handled_at", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "items_household_id_plaid_item_id_key" ON "items"("household_id", "plaid_item_id");

-- CreateIndex
CREATE INDEX "accounts_household_id_item_id_idx" ON "accounts"("household_id", "item_id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_household_id_plaid_account_id_key" ON "accounts"("household_id", "plaid_account_id");

-- CreateIndex
CREATE INDEX "transactions_household_id_shown_on_id_idx" ON "transactions"("household_id", "shown_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "transactions_household_id_account_id_shown_on_id_idx" ON "transactions"("household_id", "account_id", "shown_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "transactions_household_id_pending_plaid_transaction_id_idx" ON "transactions"("household_id", "pending_plaid_transaction_id");

-- CreateIndex
CREATE UNIQUE INDEX "transactions_household_id_plaid_transaction_id_key" ON "transactions"("household_id", "plaid_transaction_id");

-- CreateIndex
CREATE INDEX "sync_runs_household_id_item_id_started_at_idx" ON "sync_runs"("household_id", "item_id", "started_at" DESC);

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_lookups" ADD CONSTRAINT "item_lookups_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "items" ADD CONSTRAINT "items_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_household_id_item_id_fkey" FOREIGN KEY ("household_id", "item_id") REFERENCES "items"("household_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "balance_snapshots" ADD CONSTRAINT "balance_snapshots_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "balance_snapshots" ADD CONSTRAINT "balance_snapshots_household_id_account_id_fkey" FOREIGN KEY ("household_id", "account_id") REFERENCES "accounts"("household_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_household_id_account_id_fkey" FOREIGN KEY ("household_id", "account_id") REFERENCES "accounts"("household_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction_edits" ADD CONSTRAINT "transaction_edits_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction_edits" ADD CONSTRAINT "transaction_edits_household_id_transaction_id_fkey" FOREIGN KEY ("household_id", "transaction_id") REFERENCES "transactions"("household_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_household_id_item_id_fkey" FOREIGN KEY ("household_id", "item_id") REFERENCES "items"("household_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_intents" ADD CONSTRAINT "link_intents_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a Prisma schema cannot say: indexes over the rows that are read all the time, and over those alone.

-- The list of transactions, pending or posted, newest first, paged by key.
CREATE INDEX "transactions_listed_idx" ON "transactions"("household_id", "pending", "shown_on" DESC, "id" DESC) WHERE "removed_at" IS NULL;

-- The runs that are going on, for the progress a person sees and for those a crash left behind.
CREATE INDEX "sync_runs_unfinished_idx" ON "sync_runs"("household_id", "item_id") WHERE "finished_at" IS NULL;

-- The intents still open, oldest first, for the clean-up.
CREATE INDEX "link_intents_open_idx" ON "link_intents"("created_at") WHERE "finished_at" IS NULL;
