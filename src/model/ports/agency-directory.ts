/** Finds the agency that a title names. Without a directory every name is its own agency and has no id. */
export interface AgencyDirectory {
  find(name: string): Promise<{ readonly id: string; readonly name: string } | null>
}
