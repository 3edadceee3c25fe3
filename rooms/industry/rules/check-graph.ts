import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import type { ChainNode, GraphFile } from '../contract/chain.ts'
import { GraphFileWrong, ParentCycle } from '../contract/chain-refusals.ts'

/** The circle that the parents of nodes form, as codes (`a → b → a`); none in a tree. Circles of supply are allowed and not looked at. */
export function findParentCycle(nodes: readonly Pick<ChainNode, 'code' | 'parent'>[]): readonly string[] | undefined {
  const parentOf = new Map(nodes.map(({ code, parent }) => [code, parent]))
  const safe = new Set<string>()
  for (const { code } of nodes) {
    const path: string[] = []
    const onPath = new Set<string>()
    let at: string | null | undefined = code
    while (at !== null && at !== undefined && !safe.has(at)) {
      if (onPath.has(at)) return [...path.slice(path.indexOf(at)), at]
      path.push(at)
      onPath.add(at)
      at = parentOf.get(at)
    }
    for (const each of path) safe.add(each)
  }
  return undefined
}

/** A refusal for nodes whose parents go round. */
export function refuseParentCycle(nodes: readonly Pick<ChainNode, 'code' | 'parent'>[], field: string): Refusal | undefined {
  const circle = findParentCycle(nodes)
  return circle === undefined ? undefined : refuse(ParentCycle, { path: circle.join(' → ') }, field)
}

/** Whether a graph file hangs together: each code once, parents and links known, no circle of parents. */
export function checkGraphFile(file: GraphFile): Refusal | undefined {
  const wrong = (code: string, problem: string, problemEn: string) => refuse(GraphFileWrong, { code, problem, problemEn }, 'file')
  const codes = new Set<string>()
  for (const { code } of file.nodes) {
    if (codes.has(code)) return wrong(code, '环节代码重复', 'a code appears twice')
    codes.add(code)
  }
  for (const { code, parent } of file.nodes)
    if (parent !== null && !codes.has(parent)) return wrong(code, '上级环节不存在', 'its parent is not there')
  const links = new Set<string>()
  for (const { from, to } of file.links) {
    if (!codes.has(from) || !codes.has(to)) return wrong(`${from}→${to}`, '供应关系的环节不存在', 'a node of the link is not there')
    if (links.has(`${from} ${to}`)) return wrong(`${from}→${to}`, '供应关系重复', 'the link appears twice')
    links.add(`${from} ${to}`)
  }
  return refuseParentCycle(file.nodes, 'file')
}
