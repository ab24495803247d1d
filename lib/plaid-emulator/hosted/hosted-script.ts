/** The script of the page of Hosted Link: opens Link at once, and shows how it ended or leads on. */
export const hostedScript = `(() => {
  'use strict'
  const page = document.getElementById('hosted')
  const title = document.getElementById('title')
  const text = document.getElementById('text')
  const again = document.getElementById('again')
  const { token, completion, client } = page.dataset
  const words = {
    success: ['You are done', 'Your accounts are connected to ' + client + '. You may close this page.'],
    exit: ['Nothing was connected', 'You left before the end. Nothing has been shared with ' + client + '.'],
    over: ['This link is no longer valid', 'It has expired or has been used. Ask ' + client + ' for a new one.'],
    missing: ['Link could not be loaded', 'Check your connection, then load this page again.'],
  }
  const show = (outcome) => {
    page.hidden = false
    title.textContent = words[outcome][0]
    text.textContent = words[outcome][1]
    again.hidden = outcome !== 'exit'
    title.focus()
  }
  const end = (outcome) => {
    if (completion) location.replace(completion)
    else show(outcome)
  }

  // Where a bank led back here: Link takes that up again, once.
  let received = new URLSearchParams(location.search).has('oauth_state_id') ? location.href : undefined
  if (received) history.replaceState(null, '', location.pathname)

  const open = () => {
    page.hidden = true
    const link = window.Plaid.create({
      token,
      receivedRedirectUri: received,
      onSuccess: () => end('success'),
      onExit: (error) => {
        if (error && error.error_code === 'INVALID_LINK_TOKEN') show('over')
        else end('exit')
      },
    })
    received = undefined
    link.open()
  }
  again.addEventListener('click', open)
  if (window.Plaid) open()
  else show('missing')
})()
`
