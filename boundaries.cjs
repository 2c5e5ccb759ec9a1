/** Who may import whom (docs/architecture.md). Checked by `npm run check`; counts type imports too. */
const may = {
  domain: [],
  language: ['domain'],
  understanding: ['domain', 'language'],
  knowledge: ['domain', 'language'],
  flows: ['domain', 'language'],
  handoff: ['domain'],
  conversation: ['domain', 'language', 'understanding', 'knowledge', 'flows', 'handoff'],
  turns: ['domain', 'language', 'understanding', 'knowledge', 'flows', 'handoff', 'conversation', 'store'],
  store: ['domain', 'handoff'],
  channels: ['domain'],
  outbox: ['domain', 'channels', 'store'],
}
/** Packages that a folder may use; a folder not listed may use any. */
const packages = {
  domain: ['zod'],
  flows: ['temporal-polyfill'],
  handoff: [],
  conversation: ['zod'],
  knowledge: ['zod', 'yaml', 'i18next', 'node:fs', 'node:path'],
  outbox: [],
}
const folder = (name) => `^src/${name}/`
const npm = (name) => (name.startsWith('node:') ? `^(node:)?${name.slice(5)}(/|$)` : `node_modules/${name}/`)
const rule = (name, from, to) => ({ name, severity: 'error', from, to })

module.exports = {
  forbidden: [
    ...Object.entries(may).map(([from, to]) =>
      rule(`${from}-imports`, { path: folder(from) }, { path: '^src/', pathNot: [from, ...to].map(folder) }),
    ),
    ...Object.entries(packages).map(([from, list]) =>
      rule(
        `${from}-packages`,
        { path: folder(from) },
        { dependencyTypes: ['npm', 'npm-dev', 'core'], ...(list.length ? { pathNot: list.map(npm) } : {}) },
      ),
    ),
    rule(
      'channels-do-not-know-each-other',
      { path: '^src/channels/([^/]+)/' },
      { path: '^src/channels/[^/]+/', pathNot: '^src/channels/$1/' },
    ),
    rule(
      'databases-do-not-know-each-other',
      { path: '^src/store/(sqlite|postgres)/' },
      { path: '^src/store/(sqlite|postgres)/', pathNot: '^src/store/$1/' },
    ),
    rule(
      'adapters-are-wired-at-the-edge',
      { path: '^src/', pathNot: '^src/(app\\.ts|web-port\\.ts|cli/|channels/[^/]+/|store/)' },
      { path: '^src/(channels/[^/]+/|store/(sqlite|postgres)/)' },
    ),
    rule('only-commands-import-app', { path: '^src/', pathNot: '^src/(cli\\.ts|cli/)' }, { path: '^src/app\\.ts$' }),
    rule('src-never-imports-test', { path: '^src/' }, { path: '^(test|bench)/' }),
    rule('no-cycles', {}, { circular: true }),
  ],
  options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' } },
}
