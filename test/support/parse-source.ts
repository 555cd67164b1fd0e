import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

/** A TypeScript file of the program, parsed. */
export interface Source {
  /** Its path below src/, with `/`. */
  readonly file: string
  readonly text: string
  readonly lines: readonly string[]
  /** What it imports or exports from: files of src/ by their path, packages by their name. */
  readonly imports: readonly string[]
  /** Strings, pieces of templates, sources of regular expressions and texts of JSX. */
  readonly literals: readonly string[]
  readonly functions: readonly { readonly line: number; readonly length: number; readonly above: string }[]
}

/** Every TypeScript file of src/, in order of name. */
export function readSources(root: string): Source[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => parse(root, path))
}

function parse(root: string, path: string): Source {
  const text = readFileSync(path, 'utf8')
  const { program, module, errors } = parseSync(path, text)
  if (errors.length) throw new Error(`${path}: ${errors[0]?.message}`)
  const lines = text.split('\n')
  const literals: string[] = []
  const functions: Source['functions'][number][] = []
  const addFunction = ({ start, end }: { start: number; end: number }): void => {
    const line = text.slice(0, start).split('\n').length
    functions.push({ line, length: text.slice(start, end).split('\n').length, above: commentAbove(lines, line) })
  }
  new Visitor({
    FunctionDeclaration: addFunction,
    FunctionExpression: addFunction,
    ArrowFunctionExpression: addFunction,
    Literal: (node) => {
      if (typeof node.value === 'string') literals.push(node.value)
      else if ('regex' in node) literals.push(node.regex.pattern)
    },
    TemplateElement: ({ value }) => void literals.push(value.cooked ?? value.raw),
    JSXText: ({ value }) => void literals.push(value),
  }).visit(program)
  const targets = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])),
    ...module.dynamicImports.map(({ moduleRequest }) => text.slice(moduleRequest.start, moduleRequest.end).replace(/^['"]|['"]$/g, '')),
  ]
  const imports = targets.map((name) => (name.startsWith('.') ? relative(root, resolve(dirname(path), name)).replaceAll('\\', '/') : name))
  return { file: relative(root, path).replaceAll('\\', '/'), text, lines, imports, literals, functions }
}

/** The comment directly above a function, or above the declaration that contains it. */
function commentAbove(lines: readonly string[], line: number): string {
  const above = lines.slice(0, line - 1)
  const last = above.at(-1)?.trim() ?? ''
  if (last.startsWith('//')) return last
  if (!last.endsWith('*/')) return ''
  return above.slice(above.findLastIndex((one) => one.trim().startsWith('/*'))).join('\n')
}
