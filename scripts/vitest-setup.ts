import fc from 'fast-check'

// The tests decide for themselves what the environment says; what a developer's shell happens to hold must not.
for (const name of Object.keys(process.env)) {
  if (/^(PLAID_|NEXTAUTH_|TOKEN_ENCRYPTION_|EMULATOR_)|^(DATABASE_URL|DATA_DIR|CRON_SECRET)$/.test(name)) {
    Reflect.deleteProperty(process.env, name)
  }
}

// A law that is broken says by which example, also where it takes long to find the smallest.
fc.configureGlobal({ interruptAfterTimeLimit: 45_000, markInterruptAsFailure: true })
