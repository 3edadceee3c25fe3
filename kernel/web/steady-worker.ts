/** Ticks once a second from a worker: the page's own timers come to a minute apart when its tab lies behind another. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's postMessage has no target origin
setInterval(() => self.postMessage(0), 1000)
