-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "closed_because" TEXT;

-- AlterTable
ALTER TABLE "items" ADD COLUMN     "error_request_id" TEXT,
ADD COLUMN     "error_type" TEXT,
ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "login_changed_at" TIMESTAMPTZ(3),
ADD COLUMN     "next_try_at" TIMESTAMPTZ(3),
ADD COLUMN     "product_status" JSONB,
ADD COLUMN     "rotation_started_at" TIMESTAMPTZ(3),
ADD COLUMN     "rotation_wanted_at" TIMESTAMPTZ(3),
ADD COLUMN     "sealed_recovery_token" TEXT,
ADD COLUMN     "token_since" TIMESTAMPTZ(3);

-- A token that was never replaced is as old as its Item.
UPDATE "items" SET "token_since" = "created_at";
ALTER TABLE "items" ALTER COLUMN "token_since" SET NOT NULL;

-- AlterTable
ALTER TABLE "link_intents" ADD COLUMN     "item_id" UUID;

-- AlterTable
ALTER TABLE "sync_runs" ADD COLUMN     "error_type" TEXT,
ADD COLUMN     "written" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "transactions" ADD COLUMN     "unshared_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "transaction_edits" ADD COLUMN     "category" TEXT,
ADD COLUMN     "flagged" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ALTER COLUMN "note" SET DEFAULT '';

-- AlterTable
ALTER TABLE "webhook_inbox" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "deliveries" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "due_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "heartbeats" (
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "heartbeats_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "transaction_events" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "transaction_id" UUID NOT NULL,
    "run_id" UUID,
    "kind" TEXT NOT NULL,
    "changes" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transaction_events_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateTable
CREATE TABLE "link_events" (
    "household_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "link_session_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "view_name" TEXT,
    "purpose" TEXT NOT NULL,
    "plaid_institution_id" TEXT,
    "institution_name" TEXT,
    "error_code" TEXT,
    "exit_status" TEXT,
    "mfa_type" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_events_pkey" PRIMARY KEY ("household_id","id")
);

-- CreateIndex
CREATE INDEX "transaction_events_household_id_transaction_id_at_idx" ON "transaction_events"("household_id", "transaction_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "link_events_household_id_link_session_id_position_key" ON "link_events"("household_id", "link_session_id", "position");

-- CreateIndex
CREATE INDEX "webhook_inbox_plaid_item_id_received_at_idx" ON "webhook_inbox"("plaid_item_id", "received_at" DESC);

-- AddForeignKey
ALTER TABLE "transaction_events" ADD CONSTRAINT "transaction_events_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction_events" ADD CONSTRAINT "transaction_events_household_id_transaction_id_fkey" FOREIGN KEY ("household_id", "transaction_id") REFERENCES "transactions"("household_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_events" ADD CONSTRAINT "link_events_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id") ON DELETE CASCADE ON UPDATE CASCADE;
