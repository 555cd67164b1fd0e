/** A request that signs in or changes a login. */
export interface Visit {
  readonly headers: Headers
  /** The client's address; empty where it is not known. */
  readonly address: string
  /** From a browser or address where this person has signed in before: served before strangers. */
  readonly known: boolean
}

/** Whose session a request has. It says nothing of what the person may do. */
export interface SignedIn {
  /** `web:<id>` */
  readonly userId: string
  readonly sessionId: string
  readonly login: string
  /** Whether signing in with a password asks for a code too. */
  readonly secondFactor: boolean
  /** Begun through the office's own provider, which has its own second step. */
  readonly byProvider: boolean
}

/** A right password or code. `code`: the cookies only name the sign-in that still needs its code. */
export interface Entry {
  readonly step: 'entered' | 'code'
  readonly userId: string
  readonly cookies: readonly string[]
}

export interface Session {
  readonly id: string
  readonly since: string
  /** When it was last prolonged. */
  readonly seen: string
  readonly address: string
  /** The browser's own name for itself. */
  readonly agent: string
}

/** The second step: codes of an authenticator app (TOTP) and backup codes. */
export interface SecondFactor {
  /** Who has one. */
  holders(): Promise<ReadonlySet<string>>
  /** Whose code is asked for: the name and password were right. */
  asked(headers: Headers): Promise<{ readonly userId: string; readonly login: string } | null>
  /** Takes a code of the app or a backup code, each once. @returns null for a wrong or used one */
  enter(code: string, visit: Visit): Promise<Entry | null>
  /** Makes a secret that does not count yet. @returns it in base32; null for a wrong password */
  begin(password: string, visit: Visit): Promise<string | null>
  /** The first code proves that the app has the secret: it counts from now on. @returns null for a wrong or used code */
  confirm(code: string, visit: Visit): Promise<{ readonly cookies: readonly string[]; readonly backupCodes: readonly string[] } | null>
  /** @returns the cookies to set; null for a wrong password */
  turnOff(password: string, visit: Visit): Promise<readonly string[] | null>
  /** New backup codes; the old ones end. @returns null for a wrong password */
  renew(password: string, visit: Visit): Promise<readonly string[] | null>
  /** Without the person: for a lost telephone. Ends the sessions too. */
  reset(userId: string): Promise<void>
}

/** Sign-in on the web. It says who a person is; src/office/access.ts says what the person may see. */
export interface SignIn {
  /** The session of these cookies; null if nobody is signed in. */
  session(headers: Headers): Promise<SignedIn | null>
  /**
   * For a request that is held open: whose it is, and a cheap look whether that session is still open, which does not
   * prolong it. Null if nobody is signed in.
   */
  watch(headers: Headers): Promise<{ readonly session: SignedIn; isOpen(): Promise<boolean> } | null>
  /** @returns null for a wrong name or password; an unknown name takes as long. @throws AppError busy if too many come at once */
  enter(login: string, password: string, visit: Visit): Promise<Entry | null>
  /** Takes back what `enter` gave, before anybody has it. */
  refuse(entry: Entry): Promise<void>
  /** Ends the session. @returns the cookies to set */
  leave(headers: Headers): Promise<readonly string[]>
  /** Whether that login name is taken. */
  isTaken(login: string): Promise<boolean>
  /** Whether somebody is known by that e-mail address. */
  hasEmail(email: string): Promise<boolean>
  /** @param email under which an OpenID provider knows the person. @returns `web:<id>` */
  createLogin(person: {
    readonly name: string
    readonly login: string
    readonly password: string
    readonly email?: string
  }): Promise<string>
  /** The login name of a person; null for one of a chat platform. */
  loginOf(userId: string): Promise<string | null>
  isPassword(userId: string, password: string, visit: Visit): Promise<boolean>
  /** Ends that person's sessions and begun sign-ins too. @param keep the session that stays */
  setPassword(userId: string, password: string, keep?: string): Promise<void>
  /** Sessions that have not ended, the newest first. */
  sessions(userId: string): Promise<readonly Session[]>
  /** Ends one session of that person, or all but one, or all; and sign-ins that wait for their code. */
  endSessions(userId: string, which?: { readonly only: string } | { readonly except: string }): Promise<void>
  readonly secondFactor: SecondFactor
  /** Where an office has an OpenID Connect provider: its name, and the first step and the way back. */
  readonly openId: {
    readonly name: string
    start(headers: Headers): Promise<{ readonly url: string; readonly cookies: readonly string[] }>
    /** @returns the answer of the library, and whose session it has begun */
    back(request: Request, address: string): Promise<{ readonly response: Response; readonly entry: Entry | null }>
  } | null
}
