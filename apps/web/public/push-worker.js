// Shows what this server pushes, and tells it that it was shown and opened (engines/notices). Runs without the page.

/** Reports with the session of this browser; without one the server goes on by SMS or a call. */
function confirm(id, what) {
  return fetch('/api/notices/confirm-push', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-yinqiao': '1', 'idempotency-key': `push-${id}-${what}` },
    body: JSON.stringify({ id, what }),
  }).catch(() => {})
}

self.addEventListener('push', (event) => {
  const { id, title, body, url, urgent } = event.data.json()
  event.waitUntil(
    self.registration
      .showNotification(title, { body, tag: id, data: { id, url }, requireInteraction: urgent, icon: '/mark.svg', lang: 'zh-CN' })
      .then(() => confirm(id, 'delivered')),
  )
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { id, url } = event.notification.data
  const open = async () => {
    const address = new URL(url ?? '/', self.location.origin)
    // the payload comes encrypted from our server; all the same nothing outside is opened
    if (address.origin !== self.location.origin) return
    // no other window is taken away: it may be the watch desk, or a form half filled
    const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
    const page = pages.find(({ url: at }) => new URL(at).pathname === address.pathname)
    if (page === undefined) await self.clients.openWindow(address.href)
    else await page.focus()
  }
  event.waitUntil(Promise.all([open(), confirm(id, 'seen')]))
})
