import { expect, signIn, signUp, test } from './fixtures'

test('what is wrong with a sign-up or sign-in is said beside it, and what was typed stays', async ({
  page,
  watch,
}) => {
  watch.expectConsole(/401/)
  const person = await signUp(page)
  await page.context().clearCookies()
  await page.goto('/sign-up')
  await page.getByRole('textbox', { name: 'Email' }).fill(person.email.toUpperCase())
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByText('The password needs at least 10 characters.')).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill('long enough for this')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByText('There is an account with this email already.', { exact: false })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue(person.email.toUpperCase())

  await page.goto('/sign-in')
  await page.getByRole('textbox', { name: 'Email' }).fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Email and password do not match.', { exact: false })).toBeVisible()
})

test('a page that was asked for before signing in is where one lands after, and nowhere outside', async ({
  page,
}) => {
  const person = await signUp(page)
  await page.context().clearCookies()
  await page.goto('/transactions?state=pending')
  await page.getByRole('textbox', { name: 'Email' }).fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/transactions?state=pending')
  await page.context().clearCookies()
  await page.goto('/sign-in?callbackUrl=https%3A%2F%2Fexample.org%2Fsteal')
  await page.getByRole('textbox', { name: 'Email' }).fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/dashboard')
})

test('a new password ends every other session and keeps this one', async ({ page, watch }) => {
  const person = await signUp(page)
  const elsewhere = await watch.anotherPerson()
  await signIn(elsewhere, person)
  await page.goto('/settings')
  await page.getByLabel('Current password').fill('not the password')
  const next = `${person.password} anew`
  await page.getByLabel('New password').fill(next)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('This is not your current password.')).toBeVisible()
  await page.getByLabel('Current password').fill(person.password)
  await page.getByLabel('New password').fill(next)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Your password is changed, and all other sessions have ended.')).toBeVisible()
  await page.goto('/dashboard')
  await expect(page).toHaveURL(/\/dashboard$/)
  await elsewhere.goto('/dashboard')
  await expect(elsewhere).toHaveURL(/\/sign-in/)
  await signIn(elsewhere, { ...person, password: next })

  await page.goto('/settings')
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.waitForURL('**/sign-in**')
  await elsewhere.goto('/dashboard')
  await expect(elsewhere).toHaveURL(/\/sign-in/)
})

test('guessing a password is stopped after ten tries, with words', async ({ page, watch }) => {
  watch.expectConsole(/401/)
  const person = await signUp(page)
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByRole('textbox', { name: 'Email' }).fill(person.email)
  const stopped = page.getByText('Too many attempts.', { exact: false })
  const wrong = page.getByText('Email and password do not match.', { exact: false })
  for (let attempt = 1; attempt <= 11; attempt += 1) {
    await page.getByLabel('Password', { exact: true }).fill(`guess ${attempt}`)
    const answered = page.waitForResponse((response) => response.url().includes('/callback/credentials'))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await answered
    await expect(attempt <= 10 ? wrong : stopped).toBeVisible()
  }
  // The right password does not help while the door is closed.
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(stopped).toBeVisible()
})

test('signing out ends the session', async ({ page }) => {
  await signUp(page)
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(/\/($|sign-in)/)
  await page.goto('/dashboard')
  await expect(page).toHaveURL(/\/sign-in/)
})
