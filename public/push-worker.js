// Shows what this browser is told, and opens what it is about. Nothing is kept here, and no request is answered.

self.addEventListener('push', (event) => {
  let told = {}
  try {
    told = event.data?.json() ?? {}
  } catch {
    // Not ours; browsers want something to be shown all the same.
  }
  const { id, title, body, href } = told
  event.waitUntil(
    self.registration.showNotification(title || 'Evenkeel', {
      body: body || '',
      tag: id,
      icon: '/icons/icon-192.png',
      data: { href },
    }),
  )
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const url = new URL(event.notification.data?.href || '/notifications', self.location.origin)
  const address = url.origin === self.location.origin ? url.href : self.location.origin
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then(async (windows) => {
      const open = windows.find((one) => one.url === address)
      if (open) await open.focus()
      else await self.clients.openWindow(address)
    }),
  )
})
