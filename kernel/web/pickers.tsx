import { type ComponentType, createContext, type ReactNode, type Ref, useContext } from 'react'

/** What was picked: its id, and its name as it reads now. */
export interface Picked {
  readonly id: string
  readonly name: string
}

/** A field that picks one; works as an antd form field (`id`, `ref` come from Form.Item). */
export interface PickerProps {
  readonly value?: Picked | null
  readonly onChange?: (picked: Picked | null) => void
  readonly id?: string
  readonly ref?: Ref<PickerHandle>
}

/** What a form needs of a field in which an error stands. */
export interface PickerHandle {
  readonly focus: () => void
}

/** A field that picks a division by its code. */
export interface DivisionFieldProps {
  readonly value?: string | null
  readonly onChange?: (code: string | null) => void
  readonly id?: string
  /** As a filter it offers all. */
  readonly filter?: boolean
}

/** Things of rooms that a lower or neighbouring room must let people pick or name without importing them; apps/web fills the places. */
export interface Pickers {
  readonly unit: ComponentType<PickerProps>
  readonly provider: ComponentType<PickerProps>
  readonly person: ComponentType<PickerProps>
  readonly division: ComponentType<DivisionFieldProps>
  /** The name of a unit as it reads now. */
  readonly unitName: ComponentType<{ readonly id: string }>
}

/** Names of what other rooms keep, by code; the code itself while a name is not known. */
export interface Names {
  readonly division: (code: string | null) => string | null
  readonly role: (code: string) => string
}

const NamesContext = createContext<Names>({ division: (code) => code, role: (code) => code })

export function NamesProvider({ names, children }: { readonly names: Names; readonly children: ReactNode }) {
  return <NamesContext value={names}>{children}</NamesContext>
}

/** The names that the rooms of this program know. */
export function useNames(): Names {
  return useContext(NamesContext)
}

const PickersContext = createContext<Pickers | null>(null)

export function PickersProvider({ pickers, children }: { readonly pickers: Pickers; readonly children: ReactNode }) {
  return <PickersContext value={pickers}>{children}</PickersContext>
}

/** The pickers that the rooms of this program offer. */
export function usePickers(): Pickers {
  const pickers = useContext(PickersContext)
  if (!pickers) throw new Error('a picker was asked for outside the shell')
  return pickers
}
