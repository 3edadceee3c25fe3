import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { serveBrowser } from './open-browser.ts'
import { fictionalPlan, openDistrict } from './open-district.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly address: string
    readonly dataFolder: string
    readonly mqtt: number
    readonly browser: string
    /** Whether the official text lies beside the repository and was imported; else the fictional one was. */
    readonly officialPlan: boolean
  }
}

const official = resolve(import.meta.dirname, '../../shared/plan/xiangcheng-2025.txt')

/** One district and one browser for all journeys of a run; nothing of them is left when it ends. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const officialPlan = existsSync(official)
  if (!officialPlan)
    console.log('没有 ../shared 的方案文本：浏览器测试改用虚构的青禾区方案 (the official plan is absent: journeys use the fictional one)')
  const district = await openDistrict({ elders: 60, planFile: officialPlan ? official : fictionalPlan, year: true })
  const browser = await serveBrowser().catch(async (error: unknown) => {
    await district.close()
    throw error
  })
  project.provide('address', district.address)
  project.provide('dataFolder', district.dataFolder)
  project.provide('mqtt', district.mqtt)
  project.provide('browser', browser.wsEndpoint())
  project.provide('officialPlan', officialPlan)
  return async () => {
    await browser.close()
    await district.close()
  }
}
