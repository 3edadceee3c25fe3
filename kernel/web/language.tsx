import { fill, type Language, type Words } from '@yinqiao/kernel/contract'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'

const place = 'yinqiao:language'

interface LanguageState {
  readonly language: Language
  readonly setLanguage: (language: Language) => void
}

const LanguageContext = createContext<LanguageState>({ language: 'zh', setLanguage: () => undefined })

/** Chinese unless this browser chose English before. */
function remembered(): Language {
  try {
    return localStorage.getItem(place) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

/** Holds the language of the screen, remembers it in this browser and tells it to screen readers. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setState] = useState<Language>(remembered)
  const setLanguage = useCallback((next: Language) => {
    setState(next)
    try {
      localStorage.setItem(place, next)
    } catch {
      // private windows may refuse storage; the choice then lives as long as the page
    }
  }, [])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  const state = useMemo(() => ({ language, setLanguage }), [language, setLanguage])
  return <LanguageContext value={state}>{children}</LanguageContext>
}

export function useLanguage(): LanguageState {
  return useContext(LanguageContext)
}

/** The words of a room: Chinese leads, English must hold the same keys (`en: WordsLike<typeof zh>`). */
export type WordsLike<Z> = { readonly [K in keyof Z]: string }

/** Speaks: `say('saved', { name })`; places `{name}` are filled. */
export type Say<Z> = (key: keyof Z & string, facts?: Readonly<Record<string, unknown>>) => string

/** The words of a room in the language of the screen. */
export function useWords<Z extends Readonly<Record<string, string>>>(zh: Z, en: WordsLike<Z>): Say<Z> {
  const { language } = useLanguage()
  return useCallback((key, facts = {}) => fill((language === 'zh' ? zh : en)[key] ?? key, facts), [language, zh, en])
}

/** Picks the sentence of a pair (titles of signatures, roles, kinds). */
export function useSay(): (words: Words) => string {
  const { language } = useLanguage()
  return useCallback((words: Words) => words[language], [language])
}
