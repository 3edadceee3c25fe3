import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildWeb } from '../apps/launch/build-web.ts'
import { serveBrowser } from './open-browser.ts'
import { fictionalPlan, openDistrict } from './open-district.ts'

/** What a journey must know of the district it happens in. */
interface Place {
  readonly address: string
  readonly dataFolder: string
  readonly mqtt: number
}
declare module 'vitest' {
  interface ProvidedContext {
    /** One for each worker: files of one worker follow one another, those of two share nothing (`here.ts`). */
    readonly districts: readonly Place[]
    readonly browser: string
    /** Whether the official text lies beside the repository and was imported; else the fictional one was. */
    readonly officialPlan: boolean
    /** Folder of marks: what axe has looked at in this run. */
    readonly looked: string
  }
}

const official = resolve(import.meta.dirname, '../../shared/plan/xiangcheng-2025.txt')

/** A district for each worker and one browser for all journeys of a run; nothing of them is left when it ends. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const officialPlan = existsSync(official)
  if (!officialPlan)
    console.log('没有 ../shared 的方案文本：浏览器测试改用虚构的青禾区方案 (the official plan is absent: journeys use the fictional one)')
  const closing: (() => unknown)[] = []
  const close = async () => {
    await Promise.allSettled(closing.map((end) => end()))
  }
  try {
    const looked = mkdtempSync(join(tmpdir(), 'yinqiao-looked-'))
    closing.push(() => rmSync(looked, { recursive: true, force: true }))
    // before the districts, which would each wait for it
    await buildWeb()
    const districts = await Promise.all(
      Array.from({ length: project.config.maxWorkers }, async () => {
        const district = await openDistrict({ elders: 60, planFile: officialPlan ? official : fictionalPlan, year: true })
        closing.push(() => district.close())
        return district
      }),
    )
    const browser = await serveBrowser()
    closing.push(() => browser.close())
    project.provide(
      'districts',
      districts.map(({ address, dataFolder, mqtt }) => ({ address, dataFolder, mqtt })),
    )
    project.provide('browser', browser.wsEndpoint())
    project.provide('officialPlan', officialPlan)
    project.provide('looked', looked)
  } catch (error) {
    await close()
    throw error
  }
  return close
}
