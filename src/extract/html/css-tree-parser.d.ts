declare module 'css-tree/parser' {
  /** What of css-tree's nodes is read here. */
  export interface CssNode {
    readonly type: string
    readonly name?: string
    readonly property?: string
    readonly important?: boolean | string
    readonly value?: CssNode | string
    readonly prelude?: CssNode | null
    readonly block?: CssNode | null
    readonly children?: Iterable<CssNode>
  }
  interface ParseOptions {
    readonly context?: 'stylesheet' | 'declarationList'
    readonly parseValue?: boolean
    readonly parseRulePrelude?: boolean
    readonly parseAtrulePrelude?: boolean
  }
  export default function parse(css: string, options: ParseOptions): CssNode
}
