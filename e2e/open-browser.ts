import { type Browser, type BrowserServer, chromium } from 'playwright-core'
import { browserProblem, findBrowser } from '../apps/launch/ensure-browser.ts'

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function options() {
  const executablePath = findBrowser()
  if (executablePath === undefined) throw new Error(browserProblem() ?? 'chromium is missing')
  return { executablePath, headless: true, args: quiet }
}

/** Chromium with a fresh profile, asking nothing of the world by itself. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch(options())
}

/** The same, shared by several test files through its address. */
export function serveBrowser(): Promise<BrowserServer> {
  return chromium.launchServer(options())
}
