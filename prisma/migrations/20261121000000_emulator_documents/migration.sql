-- The state of the Plaid emulator where it has no disk.
-- COLLATE "C" is written by hand: keys sort by their bytes, so that a prefix is a range of the primary key.
CREATE TABLE "emulator_documents" (
    "key" TEXT COLLATE "C" NOT NULL,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "emulator_documents_pkey" PRIMARY KEY ("key")
);
