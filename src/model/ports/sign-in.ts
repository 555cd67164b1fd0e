/** Sign-in on the web. It says who a person is; src/office/access.ts says what the person may see. */
export interface SignIn {
  /** `web:<id>` of the person whose cookies these are; null if nobody is signed in. */
  who(headers: Headers): Promise<string | null>
  /**
   * For a request that is held open: whose it is, and a cheap look whether that session is still open, which does not
   * prolong it. Null if nobody is signed in.
   */
  watch(headers: Headers): Promise<{ readonly userId: string; isOpen(): Promise<boolean> } | null>
  /** @returns the cookies to set; null for a wrong name or password */
  enter(login: string, password: string, headers: Headers): Promise<readonly string[] | null>
  /** Ends the session. @returns the cookies to set */
  leave(headers: Headers): Promise<readonly string[]>
  /** Whether that login name is taken. */
  isTaken(login: string): Promise<boolean>
  /** @param email under which an OpenID provider knows the person. @returns `web:<id>` */
  createLogin(person: {
    readonly name: string
    readonly login: string
    readonly password: string
    readonly email?: string
  }): Promise<string>
  /** Ends all sessions of that person too. */
  setPassword(userId: string, password: string): Promise<void>
  /** Ends all sessions of a disabled user. */
  endSessions(userId: string): Promise<void>
  /** Where an office has an OpenID Connect provider: its name, and the first step and the way back. */
  readonly openId: {
    readonly name: string
    start(headers: Headers): Promise<{ readonly url: string; readonly cookies: readonly string[] }>
    back(request: Request): Promise<Response>
  } | null
}
