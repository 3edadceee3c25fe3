/** Pages that stand alone on a telephone, without the desk around them. */
const light = ['/watch/responder', '/watch/well']

/** Loads the desk, or a light page in its place; the light page hands over to the desk when nobody is signed in. */
async function start(): Promise<void> {
  if (light.includes(location.pathname)) {
    const { startLight } = await import('./light.tsx')
    if (await startLight(location.pathname)) return
  }
  await import('./desk.tsx')
}

void start()
