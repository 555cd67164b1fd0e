import type { OpenAPIHono } from '@hono/zod-openapi'
import { AppError } from '../../model/app-error.ts'
import type { WebEnv } from './web-context.ts'

export const SECURITY_TXT = '/.well-known/security.txt'
const DAYS = 180

/**
 * Whom to tell about a hole in this installation: NIANBAO_SECURITY_CONTACT, `mailto:`, `tel:` or `https:`.
 * @throws AppError bad-setting
 */
export function readSecurityContact(env: Readonly<Record<string, string | undefined>>): string | null {
  const contact = env['NIANBAO_SECURITY_CONTACT']?.trim()
  if (!contact) return null
  if (!/^(?:mailto:[^\s@]+@[^\s@]+|tel:\+?[\d-]+|https:\/\/\S+)$/i.test(contact) || !URL.canParse(contact) || contact.length > 500)
    throw new AppError('bad-setting', 'NIANBAO_SECURITY_CONTACT', { key: 'startup.bad-security-contact' })
  return new URL(contact).href
}

/** Adds /.well-known/security.txt (RFC 9116); without a contact there is none. It never expires while the program runs. */
export function addSecurityText(app: OpenAPIHono<WebEnv>, contact: string | null, now: () => Date): void {
  if (contact === null) return
  app.get(SECURITY_TXT, (c) => {
    const expires = new Date(now().getTime() + DAYS * 86_400_000)
    expires.setUTCHours(0, 0, 0, 0)
    return c.text(`Contact: ${contact}\nExpires: ${expires.toISOString()}\nPreferred-Languages: zh, en\n`)
  })
}
