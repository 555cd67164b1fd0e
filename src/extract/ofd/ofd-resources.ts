import { findAll, type XmlNode } from '../xml-tree.ts'

/** What objects of a document refer to by id: drawing parameters, kinds of colour spaces, groups that are drawn again and again. */
export interface OfdResources {
  readonly params: ReadonlyMap<string, XmlNode>
  readonly spaces: ReadonlyMap<string, string>
  readonly composites: ReadonlyMap<string, XmlNode>
}

/** The resources that these lists (PublicRes, DocumentRes, PageRes) hold together. */
export function resourcesOf(lists: readonly XmlNode[]): OfdResources {
  const byId = (name: string): [string, XmlNode][] =>
    lists.flatMap((list) => findAll(list, name)).map((node) => [node.attributes['ID'] ?? '', node])
  return {
    params: new Map(byId('ofd:DrawParam')),
    spaces: new Map(byId('ofd:ColorSpace').map(([id, { attributes }]) => [id, attributes['Type'] ?? 'RGB'])),
    composites: new Map(byId('ofd:CompositeGraphicUnit')),
  }
}
