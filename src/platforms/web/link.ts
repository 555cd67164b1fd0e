import { trimEndOf } from '../../language/trim-characters.ts'
import { createContext, useContext } from 'hono/jsx'
import { getPath } from 'hono/utils/url'
import { AppError } from '../../model/app-error.ts'

/** Values of a query; those left out or empty do not appear. */
export type Query = Readonly<Record<string, string | number | undefined>>
/** Names of a path, and queries. */
export type Parts = readonly (string | number | Query)[]

/** Makes every address of the page. */
export interface Link {
  /** `link('agencies', id, { year })` → `/nianbao/agencies/…?year=2026`; without parts the way in. */
  (...parts: Parts): string
  /** The path under which a proxy shows the page: `` or `/nianbao`. */
  readonly base: string
  /** Path of a request as the routes know it, whether or not the proxy has taken the base path off. */
  pathOf(request: Request): string
}

/** @param base `` or a path that begins with a slash and does not end with one */
export function createLink(base = ''): Link {
  const link = (...parts: Parts): string => {
    const names = parts.filter((part) => typeof part !== 'object').map((part) => encodeURIComponent(part))
    const given = parts.filter((part) => typeof part === 'object').flatMap((query) => Object.entries(query))
    const query = new URLSearchParams(
      given.flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, String(value)]])),
    ).toString()
    return `${base}/${names.join('/')}${query === '' ? '' : `?${query}`}`
  }
  const pathOf = (request: Request): string => {
    const path = getPath(request)
    return base !== '' && (path === base || path.startsWith(`${base}/`)) ? path.slice(base.length) || '/' : path
  }
  return Object.assign(link, { base, pathOf })
}

/**
 * The links of a host: NIANBAO_URL is the address under which people open the page, with its path if it has one.
 * @throws AppError bad-setting
 */
export function linkFromEnvironment(env: Readonly<Record<string, string | undefined>>): Link {
  const url = env['NIANBAO_URL']
  if (!url) return createLink()
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new AppError('bad-setting', 'NIANBAO_URL', { key: 'startup.bad-url' })
  return createLink(trimEndOf(new URL(url).pathname, /\//))
}

/** The links of the page that is being drawn. */
export const LinkContext = createContext(createLink())

export const useLink = (): Link => useContext(LinkContext)
