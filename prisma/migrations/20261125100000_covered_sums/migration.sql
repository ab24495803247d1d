-- Sums above the list, cash flow and counts of what is pending or not looked at yet read the index alone: the rows
-- themselves are several times as wide.
DROP INDEX "entries_household_id_listed_on_id_idx";
CREATE INDEX "entries_listed_idx" ON "entries"("household_id", "listed_on" DESC, "id" DESC)
  INCLUDE ("account_id", "amount", "currency", "flow", "pending", "reviewed");
