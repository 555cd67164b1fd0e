export interface NamedAgency {
  readonly id: string
  readonly name: string
}

/** Finds the agency that a title names. Without a directory every name is its own agency and has no id. */
export interface AgencyDirectory {
  /** The one that is meant without doubt, or null. */
  find(name: string): Promise<NamedAgency | null>
  /** Candidates, if the name is ambiguous. */
  suggest?(name: string): Promise<NamedAgency[]>
}
