-- What the entries of a household come to, by account, currency and state: the sums above the list are a few rows here
-- and a hundred thousand there. Beside the tables that hold something: everything in it follows from the entries.
CREATE SCHEMA IF NOT EXISTS derived;

-- Changes are added and never applied: two that come at once do not wait for each other. Their sum is what there is;
-- lib/db/entry-sums.ts puts many into few.
CREATE TABLE derived.entry_sums (
    household_id UUID NOT NULL,
    account_id UUID NOT NULL,
    currency TEXT NOT NULL,
    pending BOOLEAN NOT NULL,
    reviewed BOOLEAN NOT NULL,
    count BIGINT NOT NULL,
    money_in NUMERIC NOT NULL,
    money_out NUMERIC NOT NULL
);
CREATE INDEX entry_sums_household_id_idx ON derived.entry_sums (household_id);

-- `gone` and `came` are the rows that a statement took away and brought; a change brings and takes.
CREATE FUNCTION derived.sum_entries() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO derived.entry_sums
    SELECT household_id, account_id, currency, pending, reviewed, count(*),
      COALESCE(sum(amount) FILTER (WHERE amount > 0), 0), COALESCE(sum(amount) FILTER (WHERE amount < 0), 0)
    FROM came GROUP BY household_id, account_id, currency, pending, reviewed;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO derived.entry_sums
    SELECT household_id, account_id, currency, pending, reviewed, -count(*),
      COALESCE(-sum(amount) FILTER (WHERE amount > 0), 0), COALESCE(-sum(amount) FILTER (WHERE amount < 0), 0)
    FROM gone GROUP BY household_id, account_id, currency, pending, reviewed;
  ELSE
    INSERT INTO derived.entry_sums
    SELECT household_id, account_id, currency, pending, reviewed, sum(sign),
      COALESCE(sum(sign * amount) FILTER (WHERE amount > 0), 0), COALESCE(sum(sign * amount) FILTER (WHERE amount < 0), 0)
    FROM (
      SELECT household_id, account_id, currency, pending, reviewed, amount, 1 AS sign FROM came
      UNION ALL
      SELECT household_id, account_id, currency, pending, reviewed, amount, -1 FROM gone) changed
    GROUP BY household_id, account_id, currency, pending, reviewed
    HAVING sum(sign) <> 0 OR COALESCE(sum(sign * amount) FILTER (WHERE amount > 0), 0) <> 0
      OR COALESCE(sum(sign * amount) FILTER (WHERE amount < 0), 0) <> 0;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER entries_came AFTER INSERT ON entries
  REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION derived.sum_entries();
CREATE TRIGGER entries_gone AFTER DELETE ON entries
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION derived.sum_entries();
CREATE TRIGGER entries_changed AFTER UPDATE ON entries
  REFERENCING OLD TABLE AS gone NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION derived.sum_entries();

INSERT INTO derived.entry_sums
SELECT household_id, account_id, currency, pending, reviewed, count(*),
  COALESCE(sum(amount) FILTER (WHERE amount > 0), 0), COALESCE(sum(amount) FILTER (WHERE amount < 0), 0)
FROM entries GROUP BY household_id, account_id, currency, pending, reviewed;
