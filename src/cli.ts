/** Every command: `npm run <command>`. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { configFromProcess, type Config } from './config.ts'
import { AppError } from './domain/errors.ts'
import { createLog, faultOf } from './log.ts'

const ROOT = resolve(fileURLToPath(import.meta.url), '..', '..')
const onStderr = (line: string): void => console.error(line)

type Command = (args: string[], config: Config) => Promise<number>

/** Parts are loaded only by the command that needs them: asking a question must not open a database driver. */
const COMMANDS: Record<string, Command> = {
  start: async (_args, config) =>
    (await import('./cli/start.ts')).start(config, { root: ROOT, log: createLog(config.LOG_LEVEL) }),
  chat: async (args, config) => {
    const level = config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL
    return (await import('./cli/chat.ts')).chat(args, config, { root: ROOT, log: createLog(level) })
  },
  ask: async (args, config) => {
    const { ask } = await import('./cli/ask.ts')
    const { mindFor } = await import('./mind.ts')
    return ask(args, mindFor(ROOT, config, onStderr), {
      municipality: config.DEFAULT_MUNICIPALITY,
      language: config.DEFAULT_LANGUAGE,
    })
  },
  eval: async (args, config) => {
    const { evaluate } = await import('./cli/eval.ts')
    const { mindFor } = await import('./mind.ts')
    return evaluate(args, ROOT, () => mindFor(ROOT, config, onStderr))
  },
  model: async (_args, config) => {
    const { mindFor } = await import('./mind.ts')
    mindFor(ROOT, config, onStderr)
    return 0
  },
  migrate: async (_args, config) => (await import('./cli/operate.ts')).migrate(config),
  rekey: async (_args, config) => (await import('./cli/operate.ts')).rekey(config),
  retention: async (_args, config) => (await import('./cli/operate.ts')).retention(config),
  'check-content': async (args) => (await import('./cli/check-content.ts')).checkContent(args),
}

async function main([name, ...args]: string[]): Promise<number> {
  const command = name === undefined ? undefined : COMMANDS[name]
  if (!command) {
    onStderr(`Commands: ${Object.keys(COMMANDS).join(', ')}`)
    return 1
  }
  try {
    return await command(args, configFromProcess(process.cwd()))
  } catch (error) {
    onStderr(faultLine(error))
    return 1
  }
}

/** A known fault is one clear line for each; of anything else only its kind and place are shown, which hold no data of people. */
function faultLine(error: unknown): string {
  if (error instanceof AppError) return error.message
  const { code } = error as { code?: unknown }
  const misspelt = error instanceof TypeError && typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS')
  return misspelt ? (error.message.split('. ')[0] ?? '') : `Unexpected fault: ${JSON.stringify(faultOf(error))}`
}

process.exitCode = await main(process.argv.slice(2))
