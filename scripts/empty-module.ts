// Stands for `server-only` in the tests: nothing to run, nothing to export.
export {}
