/** Ticks once a second from a worker: the page's own timers come to a minute apart when its tab lies behind another. */
setInterval(() => self.postMessage(0), 1000)
